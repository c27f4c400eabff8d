// Takes what only people read out of the styles of Lit elements, as they are bundled: esbuild leaves templates alone.
import { readFile } from 'node:fs/promises';

const templates = /css`((?:[^`\\]|\\.)*)`/g;

/** CSS without comments and the white space that means nothing; a template with expressions stays as it is. */
export const shorterCss = (text) =>
  text.includes('${')
    ? text
    : text
        .replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ?([{};,]) ?/g, '$1')
        .replaceAll(';}', '}');

/** An esbuild plugin over `*.styles.ts`. */
export const litCss = {
  name: 'lit-css',
  setup(build) {
    build.onLoad({ filter: /\.styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { loader: 'ts', contents: source.replaceAll(templates, (_, body) => `css\`${shorterCss(body)}\``) };
    });
  },
};
