// `npm run examples [-- NAME …]`: packs the packages, copies each example to a clean folder outside of the repository,
// installs it by npm from the tarballs, builds it, runs it, and looks at what it does, in a browser where it has a page.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoDocuments } from './demo/documents.ts';
import { newestMessage, signAs } from './demo/people.ts';
import { signIn } from './demo/sign-in.ts';
import { openPage, picture, signOnPage, startBrowser } from './examples/browse.ts';
import { install, installPlatform, must, packAll } from './examples/packed.ts';
import { freePort, type Platform, serve, startPlatform } from './examples/running.ts';
import { node, root, run, table } from './run.mjs';

const client = { firstName: 'Camille', lastName: 'Martin', email: 'camille@client.example', phone: '+33639980011' };

/** A letter with one client, launched; `settings` are those of its collection. */
async function launch(platform: Platform, settings: { readonly confidentiality?: string[] } = {}) {
  const member = await signIn(platform, platform.secret);
  const jse = member.client;
  const [letter] = await demoDocuments([]);
  assert.ok(letter);
  const { id } = await jse.collections.create({ title: 'Lettre de mission', ...settings });
  const document = await jse.documents.upload(id, 1, letter);
  const signer = await jse.signers.add(id, { order: 1, level: 'simple', ...client });
  await jse.placements.replace(id, [{ documentId: document.id, signerId: signer.id, page: -1, x: 60, y: 80 }]);
  await jse.collections.launch(id);
  return { ...member, id, documentId: document.id, letter };
}

/** The tokens that the archive job's helper prints once the expert has signed in by its link. */
async function tokensByHand(job: string, platform: Platform) {
  const variables = { JSE_URL: platform.url, JSE_EDITOR: platform.editor, JSE_EDITOR_SECRET: platform.secret };
  const { port } = new URL(platform.origin);
  const desk = await serve([node, 'tokens.js'], job, { ...variables, PORT: port }, platform.origin);
  try {
    const page = (await fetch(platform.origin, { redirect: 'manual' })).headers.get('location') ?? '';
    const headers = { authorization: `Bearer ${platform.developerToken}` };
    const { data } = (await (await fetch(`${platform.url}/sandbox/firms`, { headers })).json()) as {
      data: { members: { id: string; role: string }[] }[];
    };
    const member = data[0]?.members.find(({ role }) => role === 'expert')?.id ?? '';
    const back = await fetch(page, { method: 'POST', body: new URLSearchParams({ member }), redirect: 'manual' });
    assert.match(await (await fetch(back.headers.get('location') ?? '')).text(), /^Cabinet Exemple: /);
    const said = (name: string) =>
      new RegExp(`^${name}=(\\S+)$`, 'm').exec(desk.output())?.[1] ?? assert.fail(desk.output());
    return { officeToken: said('JSE_OFFICE_TOKEN'), userToken: said('JSE_USER_TOKEN') };
  } finally {
    await desk.stop();
  }
}

/** What an example has to work with: the folder of the tarballs, the sandbox out of its own. */
interface Bench {
  readonly folder: string;
  readonly platformFolder: string;
}

const examples: Record<string, (bench: Bench) => Promise<string>> = {
  async 'plain-html'({ folder, platformFolder }) {
    const [page, port] = [await install(folder, 'plain-html'), await freePort()];
    const origin = `http://localhost:${port}`;
    const platform = await startPlatform(platformFolder, origin, `${origin}/`);
    const file = join(page, 'sign.js');
    await writeFile(file, (await readFile(file, 'utf8')).replace('http://localhost:4010', platform.url));
    const site = await serve(['npm', 'start'], page, { PORT: `${port}` }, origin);
    const browser = await startBrowser();
    try {
      await launch(platform);
      const letter = await newestMessage(platform, client.email, 'email', '#invitation=');
      const complaints: string[] = [];
      const view = await openPage(browser, /https?:\S+#invitation=\S+/.exec(letter.text)?.[0] ?? '', complaints);
      assert.ok(!view.url().includes('invitation'), 'the token does not stay in the address');
      await view.getByRole('button', { name: 'Ouvrir le document' }).click();
      await signOnPage(view, platform, client.phone);
      await picture(view, 'plain-html');
      assert.deepEqual(complaints, []);
      return 'a client signed on a page without a build';
    } finally {
      await browser.close();
      await Promise.all([site.stop(), platform.stop()]);
    }
  },

  async react({ folder, platformFolder }) {
    const [page, backEnd] = [await install(folder, 'react'), await install(folder, 'back-end')];
    await must(['npm', 'run', 'build'], page);
    const [port, inner] = [await freePort(), await freePort()];
    const origin = `http://localhost:${port}`;
    const platform = await startPlatform(platformFolder, origin, `${origin}/sign`);
    const settings = { JSE_URL: platform.url, JSE_EDITOR_SECRET: platform.secret, ORIGIN: origin, PORT: `${inner}` };
    const api = await serve(['npm', 'start'], backEnd, settings, `http://localhost:${inner}/`);
    const variables = { PORT: `${port}`, BACK_END: `http://localhost:${inner}` };
    const site = await serve(['npm', 'start'], page, variables, origin);
    const browser = await startBrowser();
    try {
      const foreign = await fetch(`http://localhost:${inner}/api/collections`, { method: 'POST', body: '%PDF' });
      assert.equal(foreign.status, 403, 'another site’s page is refused');
      const complaints: string[] = [];
      const view = await openPage(browser, origin, complaints);
      await view.getByRole('link', { name: 'Se connecter avec Comptexpert' }).click();
      await view.getByRole('radio', { name: /Alix Expert/ }).check();
      await view.getByRole('button', { name: 'Continuer' }).click();
      await view.getByRole('button', { name: 'Autoriser l’accès' }).click();
      const [letter] = await demoDocuments([]);
      assert.ok(letter);
      const pdf = { name: letter.name, mimeType: 'application/pdf', buffer: Buffer.from(letter.bytes) };
      await view.locator('input[type=file]').setInputFiles(pdf);
      await view.getByRole('button', { name: 'Ajouter un client' }).click();
      for (const [field, value] of Object.entries(client)) await view.locator(`#${field}`).fill(value);
      await view.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await view.getByText('Camille Martin').first().waitFor();
      await view.getByText('Page 1 sur 4').first().waitFor();
      await picture(view, 'react');
      await view.getByRole('button', { name: /^Lancer la collecte/ }).click();
      await view.getByText('est lancée.').waitFor();
      await newestMessage(platform, client.email, 'email', '#invitation=');
      // Before the sign-in the page asks who is there, and learns that nobody is.
      assert.deepEqual(
        complaints.filter((words) => !words.includes('401')),
        [],
      );
      return 'a member signed in, prepared and launched';
    } finally {
      await browser.close();
      await Promise.all([site.stop(), api.stop(), platform.stop()]);
    }
  },

  async 'verify-in-browser'({ folder, platformFolder }) {
    const page = await install(folder, 'verify-in-browser');
    await must(['npm', 'run', 'build'], page);
    const platform = await startPlatform(platformFolder, 'http://localhost:4000', 'http://localhost:4000/sign');
    const browser = await startBrowser();
    try {
      const { client: jse, id, documentId } = await launch(platform);
      await signAs(platform, client);
      const { bytes } = await jse.documents.download(id, documentId);
      const authority = Buffer.from(await (await fetch(`${platform.url}/pki/root.cer`)).arrayBuffer());
      const complaints: string[] = [];
      const view = await openPage(browser, `file://${join(page, 'dist/index.html')}`, complaints, true);
      const certificate = { name: 'root.cer', mimeType: 'application/pkix-cert', buffer: authority };
      await view.locator('#anchors').setInputFiles(certificate);
      await view.getByText('Confiance : root.cer').waitFor();
      const give = (name: string, buffer: Buffer) =>
        view.locator('#file').setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await give('lettre.pdf', Buffer.from(bytes));
      await view.locator('#print:enabled').waitFor();
      await picture(view, 'verify-in-browser');
      const printed = join(root, 'out/examples/record.pdf');
      await view.pdf({ path: printed, preferCSSPageSize: true });
      const record = await must(['pdftotext', '-layout', printed, '-'], folder);
      assert.match(record, /Procès-verbal de vérification/);
      assert.match(record, /TOTAL-PASSED/);
      assert.ok(record.replaceAll(/\s/g, '').includes(createHash('sha256').update(bytes).digest('hex')));

      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(1000) ^ 1, 1000);
      await give('lettre-changée.pdf', changed);
      await view.locator('#print:enabled').waitFor();
      await view.pdf({ path: join(folder, 'changed.pdf'), preferCSSPageSize: true });
      const other = await must(['pdftotext', '-layout', join(folder, 'changed.pdf'), '-'], folder);
      assert.match(other, /TOTAL-FAILED/);
      assert.deepEqual(complaints, []);
      return 'a signed file passed, a changed one failed, offline, and both records printed';
    } finally {
      await browser.close();
      await platform.stop();
    }
  },

  async 'archive-job'({ folder, platformFolder }) {
    const [job, port] = [await install(folder, 'archive-job'), await freePort()];
    const origin = `http://localhost:${port}`;
    const platform = await startPlatform(platformFolder, origin, `${origin}/sign`);
    try {
      const { id } = await launch(platform);
      await signAs(platform, client);
      const authority = join(job, 'root.cer');
      await writeFile(authority, Buffer.from(await (await fetch(`${platform.url}/pki/root.cer`)).arrayBuffer()));
      const settings = { JSE_URL: platform.url, JSE_EDITOR: platform.editor, JSE_ROOT: authority };
      const { officeToken, userToken } = await tokensByHand(job, platform);
      const asMember = { ...settings, JSE_OFFICE_TOKEN: officeToken, JSE_USER_TOKEN: userToken };
      const byItself = { ...asMember, JSE_USER_TOKEN: '' };
      /** One run of the job: it ends with this code, and says this. */
      const runs = async (variables: Record<string, string>, code: number, ...said: string[]) => {
        const ended = await run(['npm', 'start'], { cwd: job, variables, seconds: 240 });
        for (const words of said) assert.match(ended.output, new RegExp(`^${words}`, 'm'));
        assert.equal(ended.code, code, ended.output);
      };
      await runs(asMember, 0, '1 archived');
      await runs(asMember, 0, '0 archived');
      const signed = join(job, 'archive', id, '1-lettre-de-mission.pdf');
      assert.match(await must(['pdfsig', '-nocert', signed], job), /Signature is Valid/);
      // As docs/verifying.md has it on the command line.
      await must(['npx', 'jse-verify', '--trust', authority, signed], job);
      const zip = await readFile(join(job, 'archive', id, 'platform.zip'));
      const entry = JSON.parse(await readFile(join(job, 'archive', id, 'archive.json'), 'utf8')) as {
        zipSha256: string;
      };
      assert.equal(createHash('sha256').update(zip).digest('hex'), entry.zipSha256);

      // A place in the stream of events that is no longer kept: the job walks the collections instead.
      await writeFile(join(job, 'archive/cursor'), '1-1');
      const next = await launch(platform);
      await signAs(platform, client);
      await runs(byItself, 0, `${next.id}: `, '1 archived');
      await runs(byItself, 0, '0 archived');

      // Confidential: named at every run until somebody who sees it lends his token; the others do not wait for it.
      const hidden = await launch(platform, { confidentiality: ['expert@cabinet.example'] });
      await signAs(platform, client);
      const open = await launch(platform);
      await signAs(platform, client);
      const named = `${hidden.id}: completed and not archived: `;
      await runs(byItself, 1, named, `${open.id}: `, '1 archived');
      await runs(byItself, 1, named, '0 archived');
      await runs(asMember, 0, `${hidden.id}: `, '1 archived');
      await runs(byItself, 0, '0 archived');

      // Another authority's root: the file is named at every run until it verifies.
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null'];
      const made = ['-subj', '/CN=Other', '-outform', 'DER', '-out', 'other.cer'];
      await must(['openssl', 'req', '-x509', ...key, ...made], job);
      const doubted = await launch(platform);
      await signAs(platform, client);
      const misled = { ...byItself, JSE_ROOT: join(job, 'other.cer') };
      const file = `${doubted.id}/1-lettre-de-mission.pdf: intact, INDETERMINATE`;
      await runs(misled, 1, file, '1 archived');
      await runs(misled, 1, file, '0 archived');
      await runs(byItself, 0, '0 archived');
      await runs(misled, 0, '0 archived');
      return 'collections were archived once each; a confidential one and an unsound file were named until they were right';
    } finally {
      await platform.stop();
    }
  },

  async webhooks({ folder }) {
    const receiver = await install(folder, 'webhooks');
    const tests = ['test/receivers.test.ts', 'test/database.test.ts', 'test/my-receiver.test.ts'];
    const said = await must([node, '--test', '--test-reporter=tap', ...tests], receiver);
    return `${/^# pass (\d+)/m.exec(said)?.[1]} deliveries and forgeries were told apart`;
  },
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = asked.filter((name) => !(name in examples));
if (unknown.length > 0) throw new Error(`No such example: ${unknown}. There are ${Object.keys(examples).join(', ')}.`);

const folder = await packAll();
const rows = [['example', 'verdict', 'seconds', 'what was seen']];
try {
  const bench = { folder, platformFolder: await installPlatform(folder) };
  for (const [name, check] of Object.entries(examples)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const started = performance.now();
    const row = await check(bench).then(
      (seen) => ['ok', seen],
      (error: Error) => {
        console.error(`${name}: ${error.stack}`);
        return ['FAILED', error.message.split('\n')[0] ?? ''];
      },
    );
    rows.push([name, row[0] ?? '', ((performance.now() - started) / 1000).toFixed(1), row[1] ?? '']);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
table(rows);
process.exitCode = rows.some(([, verdict]) => verdict === 'FAILED') ? 1 : 0;
