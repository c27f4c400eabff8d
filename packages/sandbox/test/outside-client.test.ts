import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
// eslint-disable-next-line jse/imports -- made at build time, no module of the published package
import { openApiDocument } from '../../sdk/openapi/document.ts';
import { defaultFirm } from '../src/index.ts';
import { serveSandbox } from '../src/node.ts';
import { editor, makePdf, origin } from './platform.ts';

const developerToken = 'a developer token of the tests';
const memberPhone = defaultFirm.members[0]?.phone ?? '';
const run = promisify(execFile);
const typescript = join(createRequire(import.meta.url).resolve('typescript/package.json'), '..', 'bin', 'tsc');

test(
  'a client that a public generator makes of the OpenAPI document runs the whole main flow',
  { timeout: 240_000 },
  async (t) => {
    // Inside the package, so that the program finds openapi-fetch; below node_modules, so that nothing else finds the program.
    const cache = join(import.meta.dirname, '../node_modules/.cache');
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, 'outside-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      join(folder, 'api.d.ts'),
      astToString(await openapiTS(JSON.stringify(openApiDocument('0.0.0')), { defaultNonNullable: false })),
    );
    await copyFile(join(import.meta.dirname, 'outside-client/program.ts.txt'), join(folder, 'program.ts'));
    await writeFile(join(folder, 'letter.pdf'), await makePdf());
    const compilerOptions = { strict: true, target: 'es2023', module: 'nodenext', skipLibCheck: true, types: ['node'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
    await run(process.execPath, [typescript, '-p', folder]).catch((error: { stdout: string }) =>
      assert.fail(`The program does not agree with the document:\n${error.stdout}`),
    );

    const server = await serveSandbox({ port: 0, editor, settings: { padesLevel: 'B-B' }, developerToken });
    t.after(() => server.close());
    const member = await server.sandbox.seed.memberByEmail('expert@cabinet.example');
    const letter = join(folder, 'letter.pdf');
    const given = [server.url, developerToken, editor.shortcut, editor.secret, member, memberPhone, origin, letter];
    const { stdout } = await run(process.execPath, [join(folder, 'program.js'), ...given]);
    const { id, ...seen } = JSON.parse(stdout) as { id: string };
    assert.deepEqual(seen, {
      launched: 'ongoing',
      listed: [id],
      refused: 'state_conflict',
      states: ['signed', 'signed'],
      completed: 'completed',
      signers: ['signed', 'signed'],
      evidence: 1,
    });
    const { stdout: report } = await run('pdfsig', ['-nocert', letter]);
    assert.equal(report.match(/Signature is Valid/g)?.length, 2);
    assert.match(report, /Total document signed/);
  },
);
