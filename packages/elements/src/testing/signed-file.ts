import { consent } from '@jse/sdk/rules';
import { sha256 } from '../signer/sha256.ts';
import { type PlayedClient, played, type Playground } from './playground.ts';
import { sampleLetter } from './sample-letter.ts';

/** A letter signed on the platform by each of these, one after the other. */
export async function signedFile(
  play: Playground,
  signers: readonly PlayedClient[] = [played.camille],
  letter?: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = letter ?? (await sampleLetter(2));
  const { id } = await play.launched({ documents: [{ name: 'lettre.pdf', bytes }], signers });
  for (const { email } of signers) {
    await play.sandbox.outbox.drain();
    const client = await play.invited(email);
    const { documents } = await client.collections.get(id);
    const read = await Promise.all(
      documents.map(async (document) => {
        const { bytes } = await client.documents.download(id, document.id);
        return { id: document.id, sha256: await sha256(bytes) };
      }),
    );
    const ceremony = await client.ceremonies.open({
      collections: [{ collectionId: id, documents: read }],
      consent: { accepted: true, text: consent.fr, version: consent.version, language: 'fr' },
    });
    await client.ceremonies.sendCode(ceremony.id);
    await client.ceremonies.sign(ceremony.id, await play.code());
  }
  const vendor = await play.vendor();
  const [document] = (await vendor.collections.get(id)).documents;
  return (await vendor.documents.download(id, document?.id ?? '')).bytes;
}

/** The file with objects written after its end, as an incremental update does (ISO 32000-2, 7.5.6). */
export function appended(file: Uint8Array, objects: ReadonlyMap<number, string>): Uint8Array<ArrayBuffer> {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  const previous = text.slice(text.lastIndexOf('startxref')).match(/\d+/)?.[0] ?? '0';
  const root = /\/Root\s+(\d+ \d+ R)/.exec(text.slice(text.lastIndexOf('/Root')))?.[1] ?? '';
  const size = Math.max(...[...text.matchAll(/\/Size\s+(\d+)/g)].map(([, size]) => Number(size)));
  let more = '\n';
  const entries: string[] = [];
  for (const [number, body] of objects) {
    entries.push(`${number} 1\n${String(file.length + more.length).padStart(10, '0')} 00000 n \n`);
    more += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const at = file.length + more.length;
  more += `xref\n${entries.join('')}trailer\n<</Size ${size + 100}/Root ${root}/Prev ${previous}>>\nstartxref\n${at}\n%%EOF\n`;
  return Uint8Array.from([...file, ...Array.from(more, (letter) => letter.charCodeAt(0))]);
}

/** The number and the body of one of a file's pages. */
export function onePage(file: Uint8Array): { readonly number: number; readonly body: string } {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  const found = [...text.matchAll(/(?:^|\s)(\d+) 0 obj\s*(<<[^]*?>>)\s*endobj/g)].filter(([, , body]) =>
    /\/Type\s*\/Page\b/.test(body ?? ''),
  );
  const [, number = '0', body = ''] = found.at(-1) ?? [];
  return { number: Number(number), body };
}
