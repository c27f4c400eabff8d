import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { firmOf } from '../domain/contacts/contacts.ts';
import {
  archiveTemplate,
  createTemplate,
  findTemplate,
  listTemplates,
  replaceTemplate,
  toTemplate,
  uploadTemplateFile,
} from '../domain/templates/templates.ts';
import { createBulk, createFromTemplate } from '../domain/templates/use-template.ts';
import { type App, route } from '../route.ts';

/** Templates, and the collections made from them, one by one or in bulk. */
export function templateRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.listTemplates, async ({ deps, actor }) => ({
    data: await listTemplates(deps, actor),
  }));
  route(app, platform, operations.getTemplate, async ({ deps, actor, params }) =>
    toTemplate(await findTemplate(deps.db, firmOf(actor), params.templateId)),
  );
  route(app, platform, operations.createTemplate, async ({ deps, actor, body }) =>
    toTemplate(await createTemplate(deps, actor, body)),
  );
  route(app, platform, operations.replaceTemplate, async ({ deps, actor, params, body, ifMatch }) =>
    toTemplate(await replaceTemplate(deps, actor, params.templateId, body, ifMatch)),
  );
  route(app, platform, operations.deleteTemplate, async ({ deps, actor, params, ifMatch }) => {
    await archiveTemplate(deps, actor, params.templateId, ifMatch);
    return { ok: true as const };
  });
  route(app, platform, operations.uploadTemplateFile, async ({ deps, actor, params, form, ifMatch }) => {
    const { templateId, order } = params;
    return toTemplate(
      await uploadTemplateFile(deps, actor, { templateId, order: Number(order), file: form.file, ifMatch }),
    );
  });
  route(app, platform, operations.createFromTemplate, async ({ deps, actor, params, body }) => {
    const { id } = await createFromTemplate(deps, actor, params.templateId, body);
    return { id };
  });
  route(
    app,
    platform,
    operations.createBulk,
    async ({ deps, actor, params, body, repetition }) =>
      createBulk(deps, actor, params.templateId, body.lines, repetition),
    { severalSteps: true },
  );
}
