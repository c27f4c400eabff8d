import type { BrowserClient, Ceremony } from '@jse/sdk/browser';
import { consent, otpRules } from '@jse/sdk/rules';
import { type PlayedClient, played, type Playground } from './playground.ts';
import { sampleLetter } from './sample-letter.ts';

/** Signs everything that this page's session is for, as its signer would: reads, consents, enters the code of the SMS. */
export async function signAs(play: Playground, page: BrowserClient): Promise<void> {
  const ceremony = await begun(page);
  await page.ceremonies.sendCode(ceremony.id);
  await play.sandbox.outbox.drain();
  await page.ceremonies.sign(ceremony.id, await play.code());
  await play.sandbox.outbox.drain();
}

/** A letter signed on the platform by each of these, one after the other. */
export async function signedFile(
  play: Playground,
  signers: readonly PlayedClient[] = [played.camille],
  letter?: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = letter ?? (await sampleLetter(2));
  const { id } = await play.launched({ documents: [{ name: 'lettre.pdf', bytes }], signers });
  for (const { email } of signers) await signAs(play, await play.invited(email));
  const vendor = await play.vendor();
  const [document] = (await vendor.collections.get(id)).documents;
  return (await vendor.documents.download(id, document?.id ?? '')).bytes;
}

/** Enters wrong codes until the signer is locked; the platform's clock goes on as long as it takes. */
export async function lockOut(play: Playground, page: BrowserClient): Promise<void> {
  const ceremony = await begun(page);
  for (let wrong = 0; wrong < otpRules.wrongPerDayBeforeLock; wrong++) {
    if (wrong % otpRules.triesPerCode === 0) {
      play.sandbox.clock.advance(60_000);
      await page.ceremonies.sendCode(ceremony.id);
      await play.sandbox.outbox.drain();
    }
    const other = String((Number(await play.code()) + 1) % 1_000_000).padStart(6, '0');
    await page.ceremonies.sign(ceremony.id, other).catch(() => undefined);
  }
}

async function begun(page: BrowserClient): Promise<Ceremony> {
  const { collectionId } = await page.session();
  const collection = await page.collections.get(collectionId ?? '');
  const documents: { id: string; sha256: string }[] = [];
  for (const { id } of collection.documents) {
    const { sha256 } = await page.documents.download(collection.id, id);
    documents.push({ id, sha256 });
  }
  const { version, fr: text } = consent;
  return page.ceremonies.open({
    collections: [{ collectionId: collection.id, documents }],
    consent: { accepted: true, text, version, language: 'fr' },
  });
}
