import { createSandbox, defaultFirm, type Sandbox } from '@jse/sandbox';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import { consent, deadlines, otpRules } from '@jse/sdk/rules';
import { createClient, isJseError } from '@jse/sdk/server';
import { PDFDocument } from 'pdf-lib';

const origin = 'https://vendor.example';
const baseUrl = 'http://localhost:4010';
const editor = { shortcut: 'bench', name: 'Bench', secret: 'bench', origins: [origin], signingUrl: `${origin}/sign` };

/** How a guess was refused, and how long the platform took, in milliseconds. */
export interface Refused {
  readonly kind: string;
  readonly code: string;
  readonly milliseconds: number;
}

/** A signer with an open ceremony and a code of his own. */
interface Besieged {
  readonly page: BrowserClient;
  readonly timer: { last: number };
  readonly ceremonyId: string;
  readonly code: string;
}

/**
 * Guesses refused by the real platform: wrong by one digit to all of them, and for a ceremony that does not exist, in
 * turn, so that a busy moment falls on all alike. As many signers are asked as it takes: a code stands for five tries.
 */
export async function timeRefusals(rounds: number): Promise<Refused[]> {
  const kinds = [...Array.from({ length: otpRules.digits }, (_, at) => at + 1), 'unknown'] as const;
  const perSigner = otpRules.triesPerCode - 1;
  const signers = Math.ceil((rounds * otpRules.digits) / perSigner);
  const sandbox = await createSandbox({ settings: { baseUrl, padesLevel: 'B-B' } });
  const collectionId = await launch(sandbox, signers);
  const refused: Refused[] = [];
  let guesses = 0;
  let current: Besieged | undefined;
  for (let round = -1; round < rounds; round++) {
    for (const kind of shuffled(kinds)) {
      if (!current || (kind !== 'unknown' && guesses % perSigner === 0 && guesses > 0)) {
        current = await besiege(sandbox, collectionId, current ? guesses / perSigner : 0);
      }
      const id =
        kind === 'unknown' ? `cer_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}` : current.ceremonyId;
      const code = kind === 'unknown' ? current.code : wrongBy(current.code, kind);
      const answer = await refusal(current, id, code);
      if (kind !== 'unknown') guesses += 1;
      const name = kind === 'unknown' ? 'unknown ceremony' : `${kind} of ${otpRules.digits} digits wrong`;
      // The first round warms up.
      if (round >= 0) refused.push({ kind: name, ...answer });
    }
    if (guesses / perSigner > signers - 2) break;
  }
  await sandbox.close();
  return refused;
}

/** How many guesses at one signer's codes the real platform compares before it locks him, whatever he opens anew. */
export async function guessesUntilLocked(): Promise<number> {
  const sandbox = await createSandbox({ settings: { baseUrl, padesLevel: 'B-B' } });
  const collectionId = await launch(sandbox, 1);
  let compared = 0;
  for (;;) {
    const signer = await besiege(sandbox, collectionId, 0).catch((error: unknown) => {
      if (isJseError(error, 'signer_locked')) return undefined;
      throw error;
    });
    if (!signer) break;
    for (let at = 0; at < otpRules.triesPerCode; at++) {
      const { code } = await refusal(signer, signer.ceremonyId, wrongBy(signer.code, 1 + (at % otpRules.digits)));
      if (code === 'signer_locked') break;
      compared += 1;
    }
    // Nine wrong ones a day lock nobody for the day; the count in all runs on.
    sandbox.clock.advance(13 * 3_600_000);
  }
  await sandbox.close();
  return compared;
}

async function refusal({ page, timer }: Besieged, ceremonyId: string, code: string) {
  try {
    await page.ceremonies.sign(ceremonyId, code);
  } catch (error) {
    if (isJseError(error)) return { code: error.code, milliseconds: timer.last };
    throw error;
  }
  throw new Error('A wrong code was taken');
}

/** The code with this many of its digits, anywhere, replaced by others. */
function wrongBy(code: string, count: number): string {
  const digits = [...code];
  for (const at of shuffled(digits.map((_, place) => place)).slice(0, count)) {
    digits[at] = String((Number(digits[at]) + 1 + Math.floor(Math.random() * 9)) % 10);
  }
  return digits.join('');
}

function shuffled<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

async function launch(sandbox: Sandbox, signers: number): Promise<string> {
  await sandbox.seed.editor(editor);
  const firm = await sandbox.seed.firm({ ...defaultFirm, creditCents: 10_000_000 });
  const tokens = await sandbox.seed.tokens(editor.shortcut, firm.members[0]?.id ?? '');
  const client = createClient({
    baseUrl,
    editor: editor.shortcut,
    fetch: (request) => sandbox.fetch(request),
    ...tokens,
  });
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  const { id } = await client.collections.create({ title: 'Codes', order: 'parallel' });
  await client.documents.upload(id, 1, await pdf.save());
  for (let at = 0; at < signers; at++) {
    await client.signers.add(id, {
      order: at + 1,
      level: 'simple',
      lastName: 'Client',
      firstName: 'Un',
      ...addressOf(at),
    });
  }
  await client.collections.launch(id);
  return id;
}

const addressOf = (at: number) => ({
  email: `client-${at}@client.example`,
  phone: `+3363998${String(at).padStart(4, '0')}`,
});

/** Opens a session by the invitation, reads, consents, has a code sent. */
async function besiege(sandbox: Sandbox, collectionId: string, at: number): Promise<Besieged> {
  const { email, phone } = addressOf(at);
  const letters = await sandbox.outbox.messages({ to: email, channel: 'email' });
  const invitation = letters.map(({ text }) => /#invitation=([\w-]+)/.exec(text)?.[1]).findLast((found) => found) ?? '';
  const timer = { last: 0 };
  const page = createBrowserClient({
    baseUrl,
    editor: editor.shortcut,
    invitation,
    retry: 0,
    async fetch(request) {
      const started = performance.now();
      const response = await sandbox.fetch(request, { origin });
      timer.last = performance.now() - started;
      return response;
    },
  });
  const { documents } = await page.collections.get(collectionId);
  const read: { id: string; sha256: string }[] = [];
  for (const { id } of documents) read.push({ id, sha256: (await page.documents.download(collectionId, id)).sha256 });
  const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
  const opened = await page.ceremonies.open({ collections: [{ collectionId, documents: read }], consent: accepted });
  sandbox.clock.advance(deadlines.otpResendAfter);
  const { id, reference } = await page.ceremonies.sendCode(opened.id);
  const sms = (await sandbox.outbox.messages({ to: phone, channel: 'sms' })).findLast(({ text }) =>
    text.includes(reference),
  );
  const code = /^\d{6}/.exec(sms?.text ?? '')?.[0];
  if (!code) throw new Error(`No code came to signer ${at}`);
  return { page, timer, ceremonyId: id, code };
}
