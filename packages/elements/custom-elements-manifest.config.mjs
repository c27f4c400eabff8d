/** Drops the events that the analyzer guesses from a `dispatchEvent` call where `@fires` documents that class of event. */
const documentedEvents = {
  name: 'documented-events',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const element of declarations.filter((declaration) => declaration.events)) {
        const documented = new Set(
          element.events.filter((event) => event.description).map((event) => event.type?.text),
        );
        element.events = element.events.filter((event) => event.description || !documented.has(event.type?.text));
      }
    }
  },
};

export default {
  globs: ['src/**/*.ts'],
  exclude: [
    'src/**/*.{test,stories,harness,styles}.ts',
    'src/**/*.terms*.ts',
    'src/i18n/localized-element.ts',
    'src/frameworks/**',
  ],
  outdir: 'dist',
  litelement: true,
  plugins: [documentedEvents],
};
