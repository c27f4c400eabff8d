import type { Decorator, Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import verifyWorkerUrl from '../packages/verify/src/worker/verify.worker.ts?worker&url';
import { pdfAssetsAt } from '../packages/elements/src/index.ts';
import type { Manifest, Member } from '../packages/elements/scripts/host-api.ts';
import '../packages/elements/src/define.ts';
import { afterEach, beforeEach, openBridge, quiet } from './playground/bridge.ts';
import { setManifest } from './playground/snippets.ts';
import { untouched } from './playground/state.ts';

// The manifest is made by the elements' build; without it the stories work and the tables of attributes stay empty.
const manifests = import.meta.glob<Manifest>('../packages/elements/dist/custom-elements.json', {
  eager: true,
  import: 'default',
});
for (const manifest of Object.values(manifests)) {
  setCustomElementsManifest(publicPart(manifest));
  setManifest(manifest);
}
openBridge();

/** What a host may use: Storybook would list private members as well. */
function publicPart(manifest: Manifest): Manifest {
  const isPublic = (member: Member) => (member.privacy ?? 'public') === 'public' && !member.static;
  const modules = manifest.modules.map(({ declarations = [], ...module }) => ({
    ...module,
    declarations: declarations.map(({ members = [], ...declared }) => ({
      ...declared,
      members: members.filter(isPublic),
    })),
  }));
  return { ...manifest, modules };
}

const pdfAssets = {
  ...pdfAssetsAt(`${import.meta.env.BASE_URL}pdfjs/`),
  verifyWorkerUrl: new URL(verifyWorkerUrl, document.baseURI).href,
};

/** Puts the story where a host would: below a provider with language and scheme, on a page in the same scheme. */
const withProvider: Decorator = (story, { globals }) => {
  const { locale, theme } = globals as { locale: string; theme: 'light' | 'dark' };
  document.documentElement.lang = locale;
  document.documentElement.style.colorScheme = theme;
  document.body.style.background = 'Canvas';
  return html`<jse-provider lang=${locale} scheme=${theme} .pdfAssets=${pdfAssets}>${story()}</jse-provider>`;
};

const screen = (name: string, width: number, height: number, type: 'mobile' | 'tablet' | 'desktop') => ({
  name: `${name} (${width} × ${height})`,
  styles: { width: `${width}px`, height: `${height}px` },
  type,
});
/** The narrowest that must do (WCAG 2.2, 1.4.10), and what people hold and sit at. */
const screens = {
  narrow: screen('Narrow', 320, 568, 'mobile'),
  phone: screen('Phone', 390, 844, 'mobile'),
  tablet: screen('Tablet', 820, 1180, 'tablet'),
  desktop: screen('Desktop', 1280, 800, 'desktop'),
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withProvider],
  loaders: [quiet],
  beforeEach,
  afterEach,
  initialGlobals: { locale: 'fr', theme: 'light', ...untouched },
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'fr', title: 'Français' },
          { value: 'en', title: 'English' },
        ],
      },
    },
    theme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
  },
  parameters: {
    a11y: { test: 'error' },
    // The first story stands for all: they share the platform of their page and would see each other's collections.
    docs: { stories: { filter: () => false } },
    backgrounds: { disable: true },
    viewport: { options: screens },
    options: { storySort: { method: 'alphabetical' } },
  },
};

export default preview;
