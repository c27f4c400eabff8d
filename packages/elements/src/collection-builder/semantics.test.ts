import { expect, fixture, html } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { played, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';

/** What axe, which the accessibility assertions load, knows of names and roles (accname 1.2, ARIA 1.2). */
interface Axe {
  setup(node: Element): void;
  teardown(): void;
  readonly utils: { getNodeFromTree(element: Element): object | null | undefined };
  readonly commons: {
    readonly aria: { getRole(element: Element): string | null };
    readonly text: { accessibleText(element: Element): string };
    readonly dom: { isVisibleToScreenReaders(element: Element): boolean };
  };
}

const { camille, dominique } = played;

describe('jse-collection-builder, by what a screen reader is told', function () {
  this.timeout(90_000);

  it('completes a collection of two documents and three signers by roles, names and live regions alone', async () => {
    const play = await startPlayground();
    const bytes = await sampleLetter(1);
    const documents = ['lettre.pdf', 'annexe.pdf'].map((name) => ({ name, bytes }));
    const { id } = await play.draft({ documents, signers: [] });
    const root = await fixture(
      html`<jse-provider .client=${play.page({ purpose: 'prepare', collectionId: id })} .pdfAssets=${testAssets}>
        <jse-collection-builder></jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(root.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    await accessible(builder.element);
    const { axe } = window as unknown as { readonly axe: Axe };

    /** The one thing of this role and name that can be acted on, wherever in the tree it stands. */
    function find(role: string, name: RegExp): HTMLElement | undefined {
      axe.setup(root);
      try {
        const { aria, text, dom } = axe.commons;
        const found = [...everything(root)].filter(
          (element) =>
            // The fallback of a slot that is filled is not there.
            axe.utils.getNodeFromTree(element) &&
            aria.getRole(element) === role &&
            !element.matches(':disabled') &&
            dom.isVisibleToScreenReaders(element) &&
            name.test(text.accessibleText(element).replaceAll(/\s+/g, ' ').trim()),
        );
        expect(found.length, `${role} ${name.source}`).to.be.at.most(1);
        return found[0];
      } finally {
        axe.teardown();
      }
    }
    async function the(role: string, name: RegExp): Promise<HTMLElement> {
      await builder.until(() => find(role, name) !== undefined, `${role} ${name.source}`);
      return find(role, name)!;
    }
    const press = async (name: RegExp) => (await the('button', name)).click();
    async function write(name: RegExp, text: string): Promise<void> {
      const field = (await the('textbox', name)) as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }
    /** What the live regions say now. */
    const said = () =>
      [...everything(root)]
        .filter((element) => element.matches('[role=status], [role=alert], [aria-live=polite]'))
        .map(({ textContent }) => textContent?.trim() ?? '');
    const hears = (words: RegExp) => builder.until(() => said().some((one) => words.test(one)), words.source);

    for (const { firstName, lastName, email, phone } of [camille, dominique]) {
      await press(/^Ajouter un client$/);
      await write(/^Prénom$/, firstName);
      await write(/^Nom$/, lastName);
      await press(/^Ajouter$/);
      await hears(/Ce champ est nécessaire/);
      expect((await the('textbox', /^Adresse e-mail$/)).getAttribute('aria-invalid')).to.equal('true');
      await write(/^Adresse e-mail$/, email);
      await write(/^Téléphone mobile$/, phone);
      await press(/^Ajouter$/);
      await hears(new RegExp(`^${firstName} ${lastName} a été ajouté\\.$`));
    }
    await press(/^Ajouter le cachet$/);
    await hears(/^Cachet du cabinet a été ajouté\.$/);
    await press(/^Monter Dominique Petit$/);
    await hears(/^Dominique Petit\u00a0: position 1 sur 3\.$/);
    const placement = await builder.placement();
    // A click that no pointer made, as screen readers make them.
    (await the('button', /Camille Martin Signature · à placer/)).click();
    await hears(/^Camille Martin placé page 1, \d+ points depuis la gauche/);
    await builder.until(() => placement.boxes.length === 1, 'the box');
    await builder.saved();
    await press(/^Lancer la collecte/);
    await hears(/^La collecte est lancée$/);
    const launched = await the('heading', /^La collecte est lancée$/);
    expect((launched.getRootNode() as ShadowRoot).activeElement).to.equal(launched);
    await accessible(builder.element);
    expect((await (await play.vendor()).collections.get(id)).state).to.equal('ongoing');
    await play.close();
  });
});

/** All elements below one, shadow roots included. */
function* everything(root: ParentNode): Generator<HTMLElement> {
  for (const child of root.children) {
    if (child instanceof HTMLElement) yield child;
    if (child.shadowRoot) yield* everything(child.shadowRoot);
    yield* everything(child);
  }
}
