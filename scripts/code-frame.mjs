// The script of the platform's frame in which codes are entered: `packages/elements/src/otp-page` in one file. It is a build
// of the elements that the platform serves, as it serves its other pages; no source of the sandbox imports them.
import { bundle } from './bundle.mjs';

/** Bundles it, from the sources. */
export async function codeFrameScript() {
  const { files } = await bundle('packages/elements/src/otp-page/page.ts', [], undefined, { splitting: false });
  const script = files.find(({ path }) => path.endsWith('.js'));
  if (!script) throw new Error('The frame was not bundled');
  return new TextDecoder().decode(script.contents);
}
