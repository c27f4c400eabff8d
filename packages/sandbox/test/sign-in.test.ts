import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createHandshake, isJseError } from '@jse/sdk/server';
import { defaultFirm } from '../src/index.ts';
import { draft, baseUrl, editor, origin, type Platform, startPlatform } from './platform.ts';

describe('the sign-in page of the handshake', () => {
  let platform: Platform;
  let quays: string;
  const fetch = (request: Request) => platform.sandbox.fetch(request);
  const handshake = createHandshake({
    baseUrl,
    editor: editor.shortcut,
    secret: editor.secret,
    fetch: (r) => fetch(r),
  });

  before(async () => {
    platform = await startPlatform();
    const firm = await platform.sandbox.seed.firm({
      name: 'Audit <du> Parc',
      siren: '200000008',
      creditCents: 1000,
      termsAccepted: false,
      members: [{ ...(defaultFirm.members[0] as (typeof defaultFirm.members)[number]), role: 'expert' }],
    });
    quays = firm.members[0]?.id ?? '';
  });
  after(() => platform.sandbox.close());

  const start = () => handshake.start({ successUrl: `${origin}/back?tenant=7` });
  const read = async (url: string) => {
    const response = await fetch(new Request(url));
    return { response, html: await response.text() };
  };
  const post = (url: string, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
    fetch(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      }),
    );
  const valueOf = (html: string, name: string, words: string): string => {
    const found = [...html.matchAll(new RegExp(`name="${name}" value="([\\w-]+)"[^]*?</label>`, 'g'))];
    return found.find(([label]) => label.includes(words))?.[1] ?? assert.fail(`No choice says ${words}`);
  };
  const expired = async (idRequest: string) => {
    const error: unknown = await handshake.fetch(idRequest).catch((thrown: unknown) => thrown);
    assert.ok(isJseError(error));
    return error.code;
  };

  test('person, then firm, then what access is given to whom; the form gives it', async () => {
    const { url, idRequest, state } = await start();
    const first = await read(url);
    assert.match(first.html, /<html lang="fr">/);
    assert.match(first.html, /Vendor<\/strong> demande un accès/);
    const person = valueOf(first.html, 'personne', 'Alix Expert');
    const second = await read(`${url}?personne=${person}`);
    assert.match(second.html, /Audit &lt;du&gt; Parc/);
    const member = valueOf(second.html, 'cabinet', 'Cabinet Exemple');
    const third = await read(`${url}?personne=${person}&cabinet=${member}`);
    assert.match(third.html, /<dt>Logiciel<\/dt><dd>Vendor/);
    assert.match(third.html, /<dt>Cabinet<\/dt><dd>Cabinet Exemple/);
    for (const words of ['signer ni sceller à votre place', 'dépense le crédit', 'gérer les membres', '5\u00a0jours'])
      assert.ok(third.html.includes(words), words);
    assert.doesNotMatch(third.html, /name="cgu"/);
    assert.equal(
      await expired(idRequest),
      'handshake_pending',
      'reading the pages, as a prefetching robot does, gives nothing',
    );
    for (const { html, response } of [first, second, third]) {
      assert.doesNotMatch(html, /<script/);
      assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    }
    const answer = await post(url, { member, decision: 'allow' });
    assert.equal(answer.status, 303);
    const back = new URL(answer.headers.get('location') ?? '');
    assert.deepEqual(
      [back.origin, back.searchParams.get('state'), back.searchParams.get('tenant')],
      [origin, state, '7'],
    );
    const tokens = await handshake.fetch(idRequest);
    assert.equal(tokens.office.name, 'Cabinet Exemple');
    assert.equal(await expired(idRequest), 'request_expired', 'the tokens are fetched once');
    assert.equal((await post(url, { member })).status, 400, 'the request served once');
  });

  test('a member of one firm comes to the last step at once, where his own rights stand', async () => {
    const { url } = await start();
    const person = valueOf((await read(url)).html, 'personne', 'Sacha');
    const { html } = await read(`${url}?personne=${person}`);
    assert.match(html, /préparer des collectes/);
    assert.doesNotMatch(html, /dépense le crédit|sceller|gérer les membres|certificat de signature/);
  });

  test('refusing goes back with access_denied, the state kept, and the request is over', async () => {
    const { url, idRequest, state } = await start();
    const answer = await post(url, { decision: 'refuse' });
    assert.equal(answer.status, 303);
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    assert.deepEqual([searchParams.get('error'), searchParams.get('state')], ['access_denied', state]);
    assert.equal(await expired(idRequest), 'request_expired');
    assert.equal((await post(url, { decision: 'refuse' })).status, 400);
  });

  test('the terms of a firm: an expert without them gets no access and launches nothing; once accepted they stay', async () => {
    const { url, idRequest } = await start();
    const refused = await post(url, { member: quays, decision: 'allow' });
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, /<title>Erreur : /);
    assert.match(html, /role="alert"/);
    assert.match(html, /name="cgu" value="oui" required aria-invalid="true" aria-describedby="cgu-erreur"/);
    assert.equal(await expired(idRequest), 'handshake_pending');

    const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, quays);
    const expert = platform.expert.with({ userToken, officeToken } as never);
    const there: Platform = { ...platform, expert, expertId: quays };
    const id = await draft(there, ['first']);
    assert.equal((await expert.me()).termsAccepted, false);
    await assert.rejects(
      expert.collections.launch(id),
      (error) => isJseError(error) && error.code === 'terms_not_accepted',
    );

    assert.equal((await post(url, { member: quays, decision: 'allow', cgu: 'oui' })).status, 303);
    await handshake.fetch(idRequest);
    assert.equal((await expert.me()).termsAccepted, true);
    assert.equal((await expert.collections.launch(id)).state, 'ongoing');
    const again = await start();
    assert.equal((await post(again.url, { member: quays })).status, 303, 'they are asked for once a version');
  });

  test('a new version of the terms is accepted anew', async () => {
    const { sandbox } = platform;
    const terms = sandbox.settings.terms as { version: string };
    const before = terms.version;
    try {
      terms.version = '2027-01';
      const { url } = await start();
      assert.equal((await post(url, { member: quays })).status, 422);
      const id = await draft(platform, ['first']);
      await assert.rejects(
        platform.expert.collections.launch(id),
        (error) => isJseError(error) && error.code === 'terms_not_accepted',
      );
    } finally {
      terms.version = before;
    }
  });

  test('a bad form is a page in French, never a failure', async () => {
    const { url } = await start();
    const cases: [string | Record<string, string>, Record<string, string>, number][] = [
      [{ member: '../..' }, {}, 400],
      [{ decision: 'perhaps', member: quays }, {}, 400],
      ['member=a&member=b', {}, 400],
      ['member=%00', {}, 400],
      [{}, {}, 400],
      [{ member: 'mem_nobody' }, {}, 403],
      ['x'.repeat(70_000), {}, 413],
      ['{}', { 'content-type': 'application/json' }, 415],
    ];
    for (const [body, headers, status] of cases) {
      const answer = await post(url, body, headers);
      assert.equal(answer.status, status, JSON.stringify(body).slice(0, 60));
      assert.match(await answer.text(), /Connexion impossible/);
    }
    for (const odd of [
      'personne=%00',
      'recherche=%00',
      'cabinet=%F0%9F',
      'personne=per_nobody',
      'recherche=%25_%5C',
      `recherche=${'é'.repeat(500)}`,
    ])
      assert.match((await read(`${url}?${odd}`)).html, /Première étape|Connexion impossible/, odd);
    assert.equal((await read(`${baseUrl}/connexion/${'x'.repeat(43)}`)).response.status, 400);
  });

  test('callback_url is refused: nothing says what would be posted there', async () => {
    const error: unknown = await handshake
      .start({ successUrl: `${origin}/back`, callbackUrl: `${origin}/hook` })
      .catch((thrown: unknown) => thrown);
    assert.ok(isJseError(error));
    assert.deepEqual([error.code, error.fieldErrors[0]?.pointer], ['validation_failed', '/callback_url']);
  });
});
