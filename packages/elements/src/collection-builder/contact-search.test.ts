import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import type { ContactSource } from './contact-search.ts';
import './collection-builder.define.ts';

const { camille } = played;

describe('jse-collection-builder searches contacts', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
    const vendor = await play.vendor();
    for (const [firstName, lastName, company] of [
      ['Zoé', 'Lefèvre', 'Boulangerie Lefèvre'],
      ['Léo', 'Lefèvre', 'Boulangerie Lefèvre'],
      ['Ana', 'Petit', 'Garage Petit'],
    ] as const)
      await vendor.contacts.create({
        firstName,
        lastName,
        email: `${firstName.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()}@client.example`,
        phone: '+33639980021',
        company,
      });
  });
  after(() => play.close());

  /** What a vendor's back end does for its page. */
  const contacts = (asked: string[] = []): ContactSource => ({
    async search(query, { signal }) {
      asked.push(query);
      const found = [];
      for await (const contact of (await play.vendor()).contacts.list({ search: query, limit: 8 }, { signal }))
        found.push({ ...contact, phone: contact.phone ?? '', company: contact.company ?? undefined });
      return found;
    },
  });

  async function open(source: ContactSource): Promise<CollectionBuilderHarness> {
    const { id } = await play.draft({ documents: [], signers: [camille] });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const element = await fixture(
      html`<jse-collection-builder .client=${client} .contacts=${source}></jse-collection-builder>`,
    );
    const builder = new CollectionBuilderHarness(element as CollectionBuilderHarness['element']);
    await builder.press('Ajouter un client');
    return builder;
  }

  const focused = ({ element }: CollectionBuilderHarness) => element.shadowRoot?.activeElement;
  const field = ({ element }: CollectionBuilderHarness, id: string) =>
    element.renderRoot.querySelector<HTMLInputElement>(`#${id}`);

  it('takes a contact by keyboard, asking once the typing pauses', async () => {
    const asked: string[] = [];
    const builder = await open(contacts(asked));
    await builder.until(() => focused(builder)?.id === 'contact', 'the focus in the search');
    await sendKeys({ type: 'lefevre' });
    await builder.until(() => builder.text.includes('2 contacts trouvés'), 'the contacts');
    expect(asked).to.deep.equal(['lefevre']);
    await accessible(builder.element);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowUp' });
    const active = focused(builder)?.getAttribute('aria-activedescendant') ?? '';
    const option = builder.element.renderRoot.querySelector(`#${active}`);
    expect(option?.getAttribute('aria-selected')).to.equal('true');
    await accessible(builder.element);
    const name = option?.querySelector('span')?.textContent ?? '';
    await sendKeys({ press: 'Enter' });
    await builder.until(() => field(builder, 'lastName')?.value === 'Lefèvre', 'the form to be filled in');
    expect(`${field(builder, 'firstName')?.value} ${field(builder, 'lastName')?.value}`).to.equal(name);
    await builder.press('Ajouter');
    await builder.until(() => builder.names('signers').includes(name), 'the signer');
  });

  it('closes the list by Escape before the form, and says that nobody was found', async () => {
    const builder = await open(contacts());
    await builder.until(() => focused(builder)?.id === 'contact', 'the focus in the search');
    await sendKeys({ type: 'Petit' });
    await builder.until(() => builder.text.includes('1 contact trouvé'), 'the contact');
    await sendKeys({ press: 'Escape' });
    await builder.until(() => field(builder, 'contact')?.getAttribute('aria-expanded') === 'false', 'the list closed');
    await sendKeys({ type: ' inconnue' });
    await builder.until(() => builder.text.includes('Aucun contact trouvé'), 'nobody');
    await sendKeys({ press: 'Escape' });
    await builder.until(() => field(builder, 'contact') === null, 'the form closed');
  });

  it('goes on without the search where it fails', async () => {
    const builder = await open({ search: () => Promise.reject(new Error('down')) });
    await builder.until(() => focused(builder)?.id === 'contact', 'the focus in the search');
    await sendKeys({ type: 'Lefevre' });
    await builder.until(() => builder.text.includes('La recherche n’a pas abouti'), 'the failure');
    expect(field(builder, 'firstName')).not.to.equal(null);
  });
});
