// Calls each module of the reference what a reader imports: `@jse/sdk/server`, not the path of its source; and leaves out
// what other pages say better.
import { Application, Converter, OptionDefaults, UnknownType } from 'typedoc';

/** Read by `docs/elements-reference.mjs` out of the manifest, not by TypeDoc. */
const ofElements = ['@tagname', '@slot', '@fires', '@csspart', '@cssprop', '@attr'];

/** Each element has a page of its own: here it is its name and what it is. */
function leaveElements(project, module) {
  for (const { name, children = [] } of module.children ?? [])
    if (/^Jse[A-Z]/.test(name)) for (const member of [...children]) project.removeReflection(member);
}

/** An operation names its schemas (`wire.Transaction`); written out, each would be a screen of nested types. */
function nameSchemas(project, module) {
  const operations = module.children?.find(({ name }) => name === 'operations')?.children ?? [];
  for (const { type } of operations)
    for (const member of type?.declaration?.children ?? []) {
      if (!['query', 'body', 'multipart', 'response'].includes(member.name)) continue;
      if (member.type?.type === 'literal') continue;
      project.removeTypeReflections(member.type);
      member.type = new UnknownType('ZodMiniType');
    }
}

/** A plugin of TypeDoc. */
export function load(application) {
  // What is set earlier goes when the options are read.
  application.on(Application.EVENT_BOOTSTRAP_END, ({ options }) => {
    options.setValue('blockTags', [...OptionDefaults.blockTags, ...ofElements]);
    options.setValue('excludeTags', [...OptionDefaults.excludeTags, ...ofElements]);
  });
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const [folder, ...path] = module.name.split('/').filter((part) => part !== 'src' && part !== 'index');
      module.name = ['@jse', folder, ...path].join('/');
      if (module.name === '@jse/elements') leaveElements(project, module);
      if (module.name === '@jse/sdk/contract') nameSchemas(project, module);
    }
  });
}
