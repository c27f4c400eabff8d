// `npm test`: every suite, one after the other, each within a time budget; the last line is the count of them all.
// `npm test -- sdk verify` runs the named suites only; `npm test -- --whole sandbox` runs all of the platform's scenarios
// on both databases, where else those that ask the database nothing of their own run on one of them;
// `npm run test:browsers` runs what a browser plays, in Firefox and WebKit.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { node, root, run, table } from './run.mjs';

const results = join(root, '.test-results');
/** Each test file is a process that loads hundreds of modules: what Node has compiled is kept for the next one. */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node') };
const reporter = pathToFileURL(join(root, 'scripts/test-reporter.mjs')).href;
/** Seconds for the whole of it, builds included, on a machine of two cores. */
const total = 5400;
const deadline = performance.now() + total * 1000;

/** A suite of node:test: every *.test.ts of a workspace folder's sources and scenarios. */
function nodeSuite(name, folder, seconds, patterns = ['src/**/*.test.ts', 'test/**/*.test.ts']) {
  const cwd = join(root, folder);
  const counts = join(results, `${name}.json`);
  return {
    name,
    seconds,
    cwd,
    files: globSync(patterns, { cwd, exclude: (path) => path.includes('node_modules') }),
    command: (files) => [
      node,
      // A file that hangs is to be told by its name.
      ...['--conditions=@jse/source', '--test', '--test-concurrency=2', '--test-timeout=300000'],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${counts}`],
      ...files,
    ],
    count: () => JSON.parse(readFileSync(counts, 'utf8')),
  };
}

/** Scenarios that open the embedded database themselves, whatever they are given: once is enough. */
const embeddedOnly = /(console-page|idempotency-kill|outside-client|webhook-docs|witnesses)\.test\.ts$/;

const whole = process.argv.includes('--whole');

/** Scenarios in which the database is asked nothing that others do not ask it: once is enough, on a server. */
const serverOnly = new RegExp(
  `^test/(${[
    ...['abuse', 'api-manners', 'archive-push', 'authorisation', 'certificates', 'directory', 'dispute-pack'],
    ...['evidence-log', 'existing-signatures', 'fuzz', 'identity', 'import', 'links', 'log', 'people', 'personal-data'],
    ...['renewal', 'sdk-examples', 'sdk-methods', 'sdk-people', 'signature-fields', 'sign-in', 'templates'],
  ].join('|')})\\.test\\.ts$`,
);

/** A suite whose command is started by another, which prepares what the tests share. */
function startedBy(script, suite, files) {
  const start = [node, '--conditions=@jse/source', script];
  return { ...suite, files, command: (given) => [...start, ...suite.command(given)] };
}

/** The same tests with a PostgreSQL server of their own in the place of the embedded database. */
const onPostgres = (suite) =>
  startedBy(
    'test/with-postgres.ts',
    suite,
    suite.files.filter((file) => !embeddedOnly.test(file)),
  );

/** The rest of them on the embedded database, which starts from a snapshot. */
const embedded = (suite) =>
  startedBy(
    'test/with-snapshot.ts',
    suite,
    suite.files.filter((file) => whole || !serverOnly.test(file)),
  );

const elements = {
  name: 'elements',
  seconds: 1200,
  cwd: join(root, 'packages/elements'),
  files: globSync('src/**/*.test.ts', { cwd: join(root, 'packages/elements') }),
  command: () => [join(root, 'node_modules/.bin/wtr')],
  count: (output) => {
    const line = [
      ...stripVTControlCharacters(output).matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm),
    ].at(-1);
    return { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3] ?? 0) };
  },
};

const storyCounts = join(results, 'stories.json');
const stories = {
  name: 'stories',
  seconds: 480,
  cwd: root,
  files: globSync('packages/elements/src/**/*.stories.ts', { cwd: root }),
  optional: true,
  command: () => [
    join(root, 'node_modules/.bin/vitest'),
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${storyCounts}`],
  ],
  count: () => {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(storyCounts, 'utf8'),
    );
    const crashed = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    return { passed: numPassedTests, failed: numFailedTests + crashed.length, skipped: numPendingTests };
  },
};

/** What a browser plays, in the engines that `npm test` leaves out. */
const browserSuites = ['firefox', 'webkit'].flatMap((engine) =>
  [
    nodeSuite('uploads', 'packages/sdk', 180, ['src/**/*.browsers.test.ts']),
    nodeSuite('verify', 'packages/verify', 300, ['src/**/*.browsers.test.ts']),
    elements,
  ].map((suite) => ({
    ...suite,
    name: `${suite.name}-${engine}`,
    variables: { BROWSERS: engine },
  })),
);

const allSuites = [
  nodeSuite('sdk', 'packages/sdk', 480),
  nodeSuite('verify', 'packages/verify', 480),
  embedded(nodeSuite('sandbox', 'packages/sandbox', 1200)),
  onPostgres(nodeSuite('sandbox-postgres', 'packages/sandbox', 1200, ['test/**/*.test.ts'])),
  nodeSuite('accounting-app', 'examples/accounting-app', 480, ['{server,web,test}/**/*.test.ts']),
  nodeSuite('webhooks-example', 'examples/webhooks', 120, ['test/**/*.test.ts']),
  { ...nodeSuite('scripts', 'scripts', 300, ['*.test.ts', '*/*.test.ts']), optional: true },
  nodeSuite('isolated', 'packages/elements', 900, ['test/{isolated,react}/*.test.ts']),
  elements,
  stories,
  nodeSuite('playground', '.storybook', 900, ['*.test.ts']),
];

/** Runs one suite; whatever is wrong with it (a crash, no count, no test, overtime) is at least one failure. */
async function runSuite({ name, seconds, cwd, files, command, count, variables }) {
  const left = Math.max(1, (deadline - performance.now()) / 1000);
  const budget = Math.min(seconds, left);
  const {
    code,
    output,
    overtime,
    seconds: took,
  } = await run(command(files), { cwd, seconds: budget, variables: { ...compiled, ...variables } });
  writeFileSync(join(results, `${name}.log`), output);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  const faults = [];
  try {
    counts = count(output);
  } catch (error) {
    faults.push(`its counts could not be read (${error.message})`);
  }
  if (overtime) faults.push(`it was killed after ${budget.toFixed(0)} s`);
  else if (code !== 0 && counts.failed === 0) faults.push(`it ended with code ${code}`);
  if (counts.passed + counts.failed === 0) faults.push('it ran no test');
  if (faults.length > 0) counts.failed += 1;
  return { name, ...counts, took, faults, output };
}

const suites = process.argv.includes('--browsers') ? browserSuites : allSuites;
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are ${suites.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
/** Whoever asks for the sandbox means it on both databases. */
const wanted = ({ name }) => asked.some((one) => name === one || name === `${one}-postgres`);
const chosen = suites.filter((suite) => (asked.length > 0 ? wanted(suite) : suite.files.length > 0 || !suite.optional));

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const done = [];
console.log('building the packages');
const build = await run([node, join(root, 'scripts/build.mjs')], { seconds: 300 });
writeFileSync(join(results, 'build.log'), build.output);
if (build.code !== 0) {
  console.log(build.output.split('\n').slice(-60).join('\n'));
  const faults = [build.overtime ? 'it was killed after 300 s' : `it ended with code ${build.code}`];
  done.push({ name: 'build', passed: 0, failed: 1, skipped: 0, took: build.seconds, faults, output: '' });
}
for (const suite of chosen) {
  console.log(`${suite.name}: ${suite.files.length} files`);
  const result =
    suite.files.length === 0
      ? { name: suite.name, passed: 0, failed: 1, skipped: 0, took: 0, faults: ['it has no test file'], output: '' }
      : await runSuite(suite);
  if (result.failed > 0) console.log(`${result.output}\n${suite.name} failed`);
  done.push(result);
}

const sum = (key) => done.reduce((all, result) => all + result[key], 0);
console.log('');
table([
  ['suite', 'passed', 'failed', 'skipped', 'seconds'],
  ...done.map((one) => [one.name, `${one.passed}`, `${one.failed}`, `${one.skipped}`, one.took.toFixed(1)]),
]);
for (const { name, faults } of done) for (const fault of faults) console.log(`${name}: ${fault}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`);
