import { expect, fixture, html } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';

describe('jse-collection-builder, copies and reminders', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());

  async function open(): Promise<{ builder: CollectionBuilderHarness; id: string }> {
    const { id } = await play.draft({ documents: [], signers: [] });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const provider = await fixture(
      html`<jse-provider .client=${client}><jse-collection-builder></jse-collection-builder></jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    builder.element.renderRoot.querySelector('details')!.open = true;
    return { builder, id };
  }

  const stored = async (id: string) => (await play.vendor()).collections.get(id);

  it('takes who gets a copy, once each, and lets go of them', async () => {
    const { builder, id } = await open();
    await builder.press('Ajouter en copie');
    expect(builder.fault('copy-email')).to.equal('Ce champ est nécessaire.');
    await builder.write('copy-email', 'hugo@client');
    await builder.press('Ajouter en copie');
    expect(builder.fault('copy-email')).to.equal('Cette adresse n’est pas complète.');
    await accessible(builder.element);
    await builder.write('copy-email', ' notaire@etude.example ');
    await builder.write('copy-name', 'Étude Morel');
    await builder.press('Ajouter en copie');
    await builder.until(() => builder.offers('Retirer Étude Morel des copies'), 'the copy');
    expect((await stored(id)).copyRecipients).to.deep.equal([{ email: 'notaire@etude.example', name: 'Étude Morel' }]);
    const root = builder.element.renderRoot as ShadowRoot;
    expect(root.activeElement?.id).to.equal('copy-email');
    expect(root.querySelector<HTMLInputElement>('#copy-email')?.value).to.equal('');
    await builder.write('copy-email', 'NOTAIRE@etude.example');
    await builder.press('Ajouter en copie');
    expect(builder.fault('copy-email')).to.equal('Cette adresse est déjà en copie.');
    await builder.write('copy-email', played.camille.email);
    await builder.press('Ajouter en copie');
    await builder.until(() => builder.text.includes('2 copies'), 'the second copy');
    await builder.press('Retirer Étude Morel des copies');
    await builder.until(() => builder.text.includes('1 copie'), 'the removal');
    expect((await stored(id)).copyRecipients).to.deep.equal([{ email: played.camille.email, name: '' }]);
  });

  it('keeps what was typed when the copy cannot be saved', async () => {
    const { builder, id } = await open();
    await builder.write('copy-email', 'notaire@etude.example');
    const { version } = await stored(id);
    await (await play.vendor()).collections.update(id, { message: 'Bonjour' }, { ifMatch: version });
    await builder.press('Ajouter en copie');
    await builder.until(() => builder.text.includes('modifiée entre-temps'), 'the conflict');
    const field = builder.element.renderRoot.querySelector<HTMLInputElement>('#copy-email');
    expect(field?.value).to.equal('notaire@etude.example');
    await builder.press('Ajouter en copie');
    await builder.until(() => builder.offers('Retirer notaire@etude.example des copies'), 'the copy');
    expect((await stored(id)).message).to.equal('Bonjour');
  });

  it('has signers reminded every few days, or not', async () => {
    const { builder, id } = await open();
    await builder.select('reminders', 'Tous les 3 jours');
    await builder.until(
      () => builder.element.renderRoot.querySelector('summary')!.textContent!.includes('tous les 3 jours'),
      'the interval',
    );
    expect((await stored(id)).reminderEveryDays).to.equal(3);
    await builder.select('reminders', 'Aucune');
    await builder.saved();
    await builder.until(
      () => !builder.element.renderRoot.querySelector('summary')!.textContent!.includes('jours'),
      'none',
    );
    expect((await stored(id)).reminderEveryDays).to.equal(null);
  });
});
