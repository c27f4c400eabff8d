import type { FilledRole } from '@jse/sdk/browser';
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { ContactSource } from './contact-search.ts';
import type { JseCollectionBuilder } from './collection-builder.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import type { TemplateSource } from './template-start.ts';
import './collection-builder.define.ts';

const { camille } = played;

describe('jse-collection-builder starts from a template', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());

  /** A builder on a blank draft, whose host does what a vendor's back end would. */
  async function open(source: Partial<TemplateSource> = {}, contacts?: ContactSource) {
    const { id } = await play.draft({ documents: [], signers: [] });
    const made: string[] = [];
    const templates: TemplateSource = {
      list: async () => (await play.vendor()).templates.list(),
      async use(templateId, roles) {
        const created = await (await play.vendor()).templates.use(templateId, { roles });
        made.push(created.id);
        element.client = play.page({ purpose: 'prepare', collectionId: created.id });
      },
      ...source,
    };
    const element = (await fixture(
      html`<jse-collection-builder
        .client=${play.page({ purpose: 'prepare', collectionId: id })}
        .templates=${templates}
        .contacts=${contacts}
      ></jse-collection-builder>`,
    )) as JseCollectionBuilder;
    const builder = new CollectionBuilderHarness(element);
    await builder.press('Partir d’un modèle');
    return { builder, made };
  }

  const focused = ({ element }: CollectionBuilderHarness) => element.shadowRoot?.activeElement?.id;
  const writeClient = async (builder: CollectionBuilderHarness, prefix: string, person: object = camille) => {
    for (const [field, text] of Object.entries(person)) await builder.write(`${prefix}${field}`, String(text));
  };

  it('makes the draft: roles filled, documents there, nothing else to choose', async () => {
    const vendor = await play.vendor();
    const template = await vendor.templates.create({
      name: 'Mission du cabinet',
      title: 'Lettre de mission',
      roles: [
        { role: 'client', label: 'Client', party: 'client', level: 'simple' },
        { role: 'expert', label: 'Expert-comptable', party: 'member', level: 'advanced' },
        { role: 'cachet', label: 'Cachet', party: 'seal', level: 'seal' },
      ],
    });
    await vendor.templates.upload(template.id, 1, await sampleLetter(2), { name: 'mission.pdf' });
    const { builder, made } = await open();
    await builder.until(() => focused(builder) === 'template', 'the focus in the choice');
    await builder.select('template', 'Mission du cabinet');
    await builder.until(() => builder.text.includes('Avec mission.pdf'), 'its documents');
    await accessible(builder.element);
    await writeClient(builder, 'role-0-');
    await builder.press('Créer la collecte');
    await builder.until(() => builder.names('signers').length === 3, 'the signers');
    const expert = (await vendor.members.list()).find(({ delegations }) => delegations.includes('sign'));
    const names = ['Camille Martin', `${expert?.firstName} ${expert?.lastName}`, 'Cabinet Exemple'];
    expect(builder.names('signers')).to.deep.equal(names);
    expect(builder.names('documents')).to.deep.equal(['mission.pdf']);
    expect(builder.offers('Partir d’un modèle')).to.equal(false);
    expect((await vendor.collections.get(made[0] ?? '')).templateId).to.equal(template.id);
    expect(focused(builder)).to.equal('title');
    expect(builder.element.renderRoot.querySelector('[role=status].visually-hidden')?.textContent).to.contain('modèle');
  });

  it('is done by keyboard, with a contact for a role; Escape gives it up', async () => {
    const contacts: ContactSource = { search: async () => [{ ...camille, phone: '06 39 98 00 11' }] };
    const { builder } = await open({}, contacts);
    await builder.until(() => focused(builder) === 'template', 'the focus in the choice');
    await sendKeys({ press: 'Escape' });
    await builder.until(() => focused(builder) === 'from-template', 'the focus where it came from');
    await sendKeys({ press: 'Enter' });
    await builder.until(() => focused(builder) === 'template', 'the focus in the choice again');
    await sendKeys({ type: 'mand' });
    await builder.until(() => builder.text.includes('Titulaire du compte'), 'the roles of the mandate');
    await sendKeys({ press: 'Tab' });
    expect(focused(builder)).to.equal('role-0-contact');
    await sendKeys({ type: 'camille' });
    await builder.until(() => builder.text.includes('1 contact trouvé'), 'the contact');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    const mail = () => builder.element.renderRoot.querySelector<HTMLInputElement>('#role-0-email')?.value;
    await builder.until(() => mail() === camille.email, 'the fields to be filled in');
    await accessible(builder.element);
    await sendKeys({ press: 'Enter' });
    await builder.until(() => builder.names('signers').includes('Camille Martin'), 'the signer');
  });

  it('says what is wrong with whom, and loses nothing', async () => {
    const { builder, made } = await open();
    await builder.select('template', 'Procès-verbal');
    await writeClient(builder, 'role-0-');
    await writeClient(builder, 'role-1-', { firstName: 'Dominique', email: 'dominique', phone: '01 23' });
    await builder.press('Créer la collecte');
    await builder.until(() => builder.fault('role-1-lastName') !== '', 'the faults');
    expect(builder.fault('role-1-email')).to.equal('Cette adresse n’est pas complète.');
    expect(builder.fault('role-1-phone')).to.equal('Ce n’est pas un numéro de mobile.');
    expect(builder.fault('role-0-email')).to.equal('');
    expect(focused(builder)).to.equal('role-1-lastName');
    expect(made).to.have.length(0);
    await accessible(builder.element);
  });

  it('shows the platform’s refusal at its field, and a host that fails', async () => {
    const refusing = async (templateId: string, roles: readonly FilledRole[]) => {
      const vendor = await play.vendor();
      await vendor.templates.use(templateId, { roles: roles.map((role) => ({ ...role, email: 'no address' })) });
    };
    let use: TemplateSource['use'] = refusing;
    const { builder } = await open({ use: (templateId, roles) => use(templateId, roles) });
    await builder.select('template', 'Mandat');
    await writeClient(builder, 'role-0-');
    await builder.press('Créer la collecte');
    await builder.until(() => builder.fault('role-0-email') !== '', 'the refusal at the address');
    use = () => Promise.reject(new Error('offline'));
    await builder.press('Créer la collecte');
    await builder.until(() => builder.text.includes('La collecte n’a pas pu être créée'), 'the failure');
    const name = builder.element.renderRoot.querySelector<HTMLInputElement>('#role-0-lastName');
    expect(name?.value).to.equal('Martin');
    await accessible(builder.element);
  });

  it('lists anew after a failure, and says that there is none', async () => {
    let list: TemplateSource['list'] = () => Promise.reject(new Error('offline'));
    const { builder } = await open({ list: (options) => list(options) });
    await builder.until(() => builder.text.includes('n’ont pas pu être chargés'), 'the failure');
    list = () => Promise.resolve([]);
    await builder.press('Réessayer');
    await builder.until(() => builder.text.includes('Aucun modèle n’est disponible.'), 'the empty list');
    await builder.press('Annuler');
    await builder.press('Partir d’un modèle');
  });
});
