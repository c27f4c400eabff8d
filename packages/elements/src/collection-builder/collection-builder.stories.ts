import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { played, type PlayedMember, type PlayedSigner } from '../testing/playground.ts';
import { type Loaded, playgroundOf, scenario, storyDocuments } from '../testing/stories.ts';
import type { ContactSource } from './contact-search.ts';
import type { TemplateSource } from './template-start.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import './collection-builder.define.ts';

const { camille, dominique } = played;

const meta: Meta = {
  title: 'Elements/collection-builder',
  component: 'jse-collection-builder',
  parameters: { layout: 'padded' },
  render: (_, { loaded }) =>
    html`<jse-collection-builder .client=${(loaded as Loaded).client}></jse-collection-builder>`,
};
export default meta;

interface Draft {
  readonly signers?: readonly PlayedSigner[];
  readonly documents?: number;
  readonly member?: PlayedMember;
  readonly creditCents?: number;
}

/** Makes a draft as the vendor's back end would, and opens the page that prepares it. */
function page({ signers = [], documents = 0, member = 'expert', creditCents }: Draft = {}) {
  return async (): Promise<Loaded> => {
    const play = await playgroundOf(creditCents === undefined ? 'shared' : `credit-${creditCents}`, creditCents);
    const made = await play.draft({ documents: (await storyDocuments()).slice(0, documents), signers });
    return { play, made, client: play.page({ purpose: 'prepare', collectionId: made.id }, member) };
  };
}

const complete = { signers: [camille, dominique, 'expert', 'seal'], documents: 2 } as const;
const harnessIn = (canvas: HTMLElement) =>
  new CollectionBuilderHarness(canvas.querySelector('jse-collection-builder')!);

type Story = StoryObj;

/** A draft that the vendor's back end has just made. */
export const Empty: Story = { loaders: [scenario(page())] };

/** Two documents, two clients, the expert and the seal, all placed. */
export const Complete: Story = { loaders: [scenario(page(complete))] };

/** The form of a client, with what is wrong. */
export const ClientForm: Story = {
  loaders: [scenario(page({ documents: 1 }))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.press('Ajouter un client');
    await builder.write('firstName', 'Camille');
    await builder.write('phone', '01 23');
    await builder.press('Ajouter');
    await builder.until(() => builder.fault('phone') !== '', 'the faults');
  },
};

/** A search among the firm's contacts, as the vendor's back end answers it. */
export const Contacts: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page()();
      const vendor = await loaded.play.vendor();
      const asked = { email: 'lefevre@client.example', phone: '+33639980021', company: 'Boulangerie Lefèvre' };
      if ((await vendor.contacts.list({ search: 'Lefèvre' })[Symbol.asyncIterator]().next()).done)
        await vendor.contacts.create({ firstName: 'Zoé', lastName: 'Lefèvre', ...asked });
      return loaded;
    }),
  ],
  render: (_, { loaded }) => {
    const { client, play } = loaded as Loaded;
    const contacts: ContactSource = {
      async search(search, { signal }) {
        const found = [];
        for await (const contact of (await play.vendor()).contacts.list({ search }, { signal }))
          found.push({ ...contact, phone: contact.phone ?? '', company: contact.company ?? undefined });
        return found;
      },
    };
    return html`<jse-collection-builder .client=${client} .contacts=${contacts}></jse-collection-builder>`;
  },
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.press('Ajouter un client');
    await builder.write('contact', 'Lefèvre');
    await builder.until(() => builder.text.includes('1 contact trouvé'), 'the contact');
  },
};

/** Signers out of a CSV file, with what is wrong line by line. */
export const ImportList: Story = {
  loaders: [scenario(page({ documents: 1, signers: [camille] }))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    const lines = [
      'Prénom;Nom;E-mail;Mobile',
      'Zoé;Lefèvre;zoe@client.example;06 39 98 00 21',
      ';Petit;leo@client.example;01 02',
      `Camille;Martin;${camille.email};06 39 98 00 11`,
    ];
    await builder.chooseList(new File([lines.join('\n')], 'signataires.csv'));
    await builder.until(() => builder.listed.length === 3, 'the lines');
  },
};

/** Files that the platform would not take, and one that it refuses. */
export const RefusedFiles: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.choose(
      new File(['bonjour'], 'note.pdf'),
      new File([new Uint8Array([0xff, 0xd8, 0xff])], 'carte.jpg'),
      new File(['%PDF-1.7\n'], 'abîmé.pdf'),
    );
  },
};

/** The firm's credit does not suffice. */
export const NoCredit: Story = { loaders: [scenario(page({ ...complete, creditCents: 50 }))] };

/** A collaborator prepares, somebody else launches. */
export const WithoutLaunching: Story = { loaders: [scenario(page({ ...complete, member: 'preparer' }))] };

/** Launched: who is invited now, who afterwards. */
export const Launched: Story = {
  loaders: [scenario(page(complete))],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).press(/^Lancer la collecte/);
  },
};

/** Copies to a notary, and reminders every three days. */
export const CopiesAndReminders: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page(complete)();
      const vendor = await loaded.play.vendor();
      const copyRecipients = [{ email: 'notaire@etude.example', name: 'Étude Morel' }];
      await vendor.collections.update(loaded.made?.id ?? '', { copyRecipients, reminderEveryDays: 3 });
      return loaded;
    }),
  ],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.until(() => builder.text.includes('1 copie'), 'the draft');
    builder.element.renderRoot.querySelector('details')!.open = true;
  },
};

/** A draft made from a template, which settles who signs and in which order. */
export const FromTemplate: Story = {
  loaders: [
    scenario(async () => {
      const play = await playgroundOf('shared');
      const vendor = await play.vendor();
      const { id } = await vendor.templates.use('ready_bank-mandate', { roles: [{ role: 'titulaire', ...camille }] });
      return { play, made: { id, signerIds: [] }, client: play.page({ purpose: 'prepare', collectionId: id }) };
    }),
  ],
};

/** The way to a template: which one, and who fills its roles; the vendor's back end makes the collection. */
export const StartFromTemplate: Story = {
  loaders: [scenario(page())],
  render: (_, { loaded }) => {
    const { client, play } = loaded as Loaded;
    const templates: TemplateSource = {
      list: async () => (await play.vendor()).templates.list(),
      async use(templateId, roles) {
        const { id } = await (await play.vendor()).templates.use(templateId, { roles });
        const builder = document.querySelector('jse-collection-builder');
        if (builder) builder.client = play.page({ purpose: 'prepare', collectionId: id });
      },
    };
    return html`<jse-collection-builder .client=${client} .templates=${templates}></jse-collection-builder>`;
  },
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.press('Partir d’un modèle');
    await builder.select('template', 'Lettre de mission');
    for (const [field, text] of Object.entries(camille)) await builder.write(`role-0-${field}`, text);
  },
};

/** Somebody else changed the draft meanwhile: how it stands now, and the change that met this can be made again. */
export const Conflict: Story = {
  loaders: [scenario(page(complete))],
  play: async ({ canvasElement, loaded }) => {
    const { play, made } = loaded as Loaded;
    const builder = harnessIn(canvasElement);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    await (await play.vendor()).collections.update(made.id, { message: 'Bonjour' });
    await builder.write('title', 'Lettre de mission 2027');
    await builder.until(() => builder.text.includes('modifiée entre-temps'), 'the notice');
  },
};

/** The same page on a line of its own, which is broken at the calls that match; `METHOD /path`. */
function brokenLine(call: RegExp, draft: Draft) {
  return async (): Promise<Loaded> => {
    const play = await playgroundOf(`line ${call.source}`);
    const { id, signerIds } = await play.draft({
      documents: (await storyDocuments()).slice(0, draft.documents ?? 0),
      signers: draft.signers ?? [],
    });
    play.line.fault = ({ method, url }) => (call.test(`${method} ${new URL(url).pathname}`) ? 'before' : undefined);
    return { play, made: { id, signerIds }, client: play.page({ purpose: 'prepare', collectionId: id }) };
  };
}

/** The line broke at a change: nothing is lost, and it can be made again. */
export const LostChange: Story = {
  loaders: [scenario(brokenLine(/^PATCH /, { documents: 1, signers: [camille] }))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.write('title', 'Mandat fiscal');
    await builder.until(() => builder.text.includes('injoignable'), 'the notice');
  },
};

/** The line broke at an upload; the file can be sent again. */
export const LostUpload: Story = {
  loaders: [scenario(brokenLine(/uploadFile/, {}))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    const [letter] = await storyDocuments();
    await builder.choose(new File([letter!.bytes as BlobPart], letter!.name));
    await builder.until(() => builder.offers(/^Renvoyer/), 'the failure');
  },
};

/** The draft cannot be read. */
export const Unreachable: Story = {
  loaders: [scenario(brokenLine(/^GET .*\/transaction\//, {}))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.until(() => builder.offers('Réessayer'), 'the notice');
  },
};

/** Two signers with one mobile: told before the launch. */
export const PhoneFlags: Story = {
  loaders: [scenario(page({ documents: 1, signers: [camille, { ...dominique, phone: camille.phone }] }))],
};

/** Handed over; waits for a member who may launch. */
export const Prepared: Story = {
  loaders: [scenario(page({ ...complete, member: 'preparer' }))],
  play: async ({ canvasElement }) => {
    const builder = harnessIn(canvasElement);
    await builder.press('Remettre pour lancement');
    await builder.until(() => builder.text.includes('La collecte est prête'), 'the notice');
  },
};

/** The host's own words above, below and where nothing is yet. */
export const Slots: Story = {
  loaders: [scenario(page())],
  render: (_, { loaded }) =>
    html`<jse-collection-builder .client=${(loaded as Loaded).client}>
      <p slot="header">Dossier SARL Lefèvre · exercice 2026</p>
      <span slot="documents-empty">Déposez la lettre de mission de ce dossier</span>
      <p slot="signers-empty">Le dirigeant signe d’abord, le cabinet ensuite.</p>
      <p slot="footer">Une question ? Appelez le service administratif.</p>
    </jse-collection-builder>`,
};
