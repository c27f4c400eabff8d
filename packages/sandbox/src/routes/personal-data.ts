import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { erasePersonalData } from '../domain/personal-data/erase.ts';
import { exportPersonalData } from '../domain/personal-data/export.ts';
import { type App, route } from '../route.ts';

/** What is held about a person: told, and erased. */
export function personalDataRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.exportPersonalData, async ({ deps, actor, query }) =>
    exportPersonalData(deps, actor, query.email),
  );
  route(app, platform, operations.erasePersonalData, async ({ deps, actor, query }) =>
    erasePersonalData(deps, actor, query.email),
  );
}
