import { PDF } from '@libpdf/core';
import { createSandbox, defaultFirm, type Sandbox } from '@jse/sandbox';
import { createBrowserClient } from '@jse/sdk/browser';
import { consent } from '@jse/sdk/rules';
import { type Client, createClient } from '@jse/sdk/server';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { makeTestAuthority } from '../../packages/sandbox/src/certificates/authority.harness.ts';
import { requestTimestampOf } from '../../packages/sandbox/src/signing/timestamp-token.ts';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';

const origin = 'https://vendor.example';
const baseUrl = 'http://localhost:4010';
const editor = {
  shortcut: 'bench',
  name: 'Bench',
  secret: 'bench',
  origins: [origin],
  signingUrl: `${origin}/sign`,
  codeEntry: 'inline',
} as const;
const hour = 3_600_000;

/**
 * A parapheur of this many one-document collections signed with one code at B-LT, beside the bare engine signing the very
 * same files at the same level, its timestamps made by the same code in the same process. Either asks for each
 * certificate's OCSP answer once a batch.
 */
export async function benchParapheur(collections = 100, rounds = 15): Promise<BenchRow[]> {
  const platform = await openPlatform();
  const batches: Batch[] = [];
  const signed: Batch[] = [];
  // One more than the rounds: the first run of a contender is not counted.
  for (let at = 0; at <= rounds; at++) batches.push(await prepareBatch(platform, collections));
  const bare = await bareSigner();
  const contenders: Contender[] = [
    {
      name: 'the platform',
      run: async () => {
        const batch = batches.shift();
        if (!batch) throw new RangeError('No batch is left');
        await signBatch(platform, batch);
        signed.push(batch);
      },
      // The letters, and the timestamps of the evidence.
      rest: () => platform.sandbox.outbox.drain(),
    },
    {
      name: '@libpdf/core',
      run: async () => {
        const sign = bare();
        for (const bytes of signed.at(-1)?.files ?? []) await sign(bytes);
      },
    },
  ];
  const medians = await interleave(contenders, rounds);
  await platform.sandbox.close();
  const floor = medians.get('@libpdf/core') ?? 0;
  return contenders.map(({ name }) => ({
    what: `a parapheur of ${collections}, one code, B-LT`,
    who: name,
    ms: medians.get(name) ?? 0,
    ratio: (medians.get(name) ?? 0) / floor,
  }));
}

interface Platform {
  readonly sandbox: Sandbox;
  readonly expertId: string;
}
interface Batch {
  readonly collections: { readonly collectionId: string; readonly documents: { id: string; sha256: string }[] }[];
  /** The files as they are when the ceremony begins. */
  readonly files: Uint8Array[];
}

async function openPlatform(): Promise<Platform> {
  const sandbox = await createSandbox({ settings: { baseUrl, padesLevel: 'B-LT' } });
  await sandbox.seed.editor(editor);
  const firm = await sandbox.seed.firm({ ...defaultFirm, creditCents: 10_000_000 });
  return { sandbox, expertId: firm.members[0]?.id ?? '' };
}

async function expertOf({ sandbox, expertId }: Platform): Promise<Client> {
  const tokens = await sandbox.seed.tokens(editor.shortcut, expertId);
  return createClient({ baseUrl, editor: editor.shortcut, fetch: (request) => sandbox.fetch(request), ...tokens });
}

async function prepareBatch(platform: Platform, count: number): Promise<Batch> {
  const expert = await expertOf(platform);
  const batch: Batch = { collections: [], files: [] };
  for (let at = 1; at <= count; at++) {
    const { id } = await expert.collections.create({ title: `Attestation ${at}` });
    await expert.documents.upload(id, 1, await attestation(at));
    await expert.signers.add(id, { order: 1, level: 'advanced', memberId: platform.expertId });
    const launched = await expert.collections.launch(id);
    const documents = launched.documents.map(({ id: of, currentSha256 }) => ({ id: of, sha256: currentSha256 }));
    batch.collections.push({ collectionId: id, documents });
    for (const document of documents) {
      batch.files.push((await expert.documents.download(id, document.id)).bytes);
    }
  }
  return batch;
}

async function attestation(number: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.addPage([595, 842]).drawText(`Attestation ${number}`, { x: 60, y: 760, size: 18, font });
  return pdf.save();
}

/** From the code to the last signature; what goes before is neither's. */
async function signBatch(platform: Platform, { collections }: Batch): Promise<void> {
  const { sandbox } = platform;
  await sandbox.clock.advance(hour);
  const expert = await expertOf(platform);
  const getEmbedCode = async () =>
    (await expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
  const fetch = (request: Request) => sandbox.fetch(request, { origin });
  const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
  const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
  const ceremony = await page.ceremonies.open({ collections, consent: accepted });
  const { reference } = await page.ceremonies.sendCode(ceremony.id);
  const messages = await sandbox.outbox.messages({ channel: 'sms' });
  const code = /^\d{6}/.exec(messages.findLast(({ text }) => text.includes(reference))?.text ?? '')?.[0] ?? '';
  const { state } = await page.ceremonies.sign(ceremony.id, code);
  if (state !== 'signed') throw new Error(`The ceremony is ${state}`);
}

/** Gives, for each batch, what signs a file with the bare engine. */
async function bareSigner(): Promise<() => (bytes: Uint8Array) => Promise<void>> {
  const authority = await makeTestAuthority();
  const { certificate, chain, sign } = await authority.signer('expert', 'Alix Expert');
  const signer = {
    certificate,
    certificateChain: [...chain],
    keyType: 'EC' as const,
    signatureAlgorithm: 'ECDSA' as const,
    sign: (data: Uint8Array) => sign(data),
  };
  answerCertificates({ issuing: authority.issuing.certificate, root: authority.root.certificate });
  return () => {
    const answers = new Map<string, Promise<Uint8Array>>();
    return async (bytes) => {
      const pdf = await PDF.load(bytes);
      const { warnings } = await pdf.sign({
        signer,
        level: 'B-LT',
        signingTime: new Date(),
        timestampAuthority: { timestamp: (digest) => requestTimestampOf(digest, authority.timestamp) },
        revocationProvider: {
          getOCSP: (certificate, issuer) => {
            const key = Buffer.from(certificate).toString('hex');
            const answer = answers.get(key) ?? authority.revocation.ocsp(certificate, issuer);
            answers.set(key, answer);
            return answer;
          },
        },
      });
      if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join('; '));
    };
  };
}

/** The engine fetches issuers' certificates from where a certificate says; here they are answered in process. */
function answerCertificates(certificates: Readonly<Record<string, Uint8Array>>): void {
  const network = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const name = /^https:\/\/sandbox\.example\/pki\/(\w+)\.cer$/.exec(
      input instanceof Request ? input.url : String(input),
    );
    const certificate = certificates[name?.[1] ?? ''];
    return certificate ? Promise.resolve(new Response(certificate.slice())) : network(input, init);
  };
}
