// Calls each module of the reference what a reader imports: `@jse/sdk/server`, not the path of its source.
import { Converter } from 'typedoc';

/** A plugin of TypeDoc. */
export function load({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const [folder, ...path] = module.name.split('/').filter((part) => part !== 'src' && part !== 'index');
      module.name = ['@jse', folder, ...path].join('/');
    }
  });
}
