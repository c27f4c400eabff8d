// Builds what a script runs on, and is quiet unless it fails: `node scripts/build.mjs [packages]` (all, the example
// included, when nothing is named).
import { pnpm, run } from './run.mjs';

const what = process.argv[2] === 'packages' ? ['--filter', './packages/*'] : ['-r'];
console.log('building …');
const { code, output, overtime, seconds } = await run([...pnpm(), ...what, 'run', 'build'], { seconds: 600 });
if (code !== 0) {
  console.error(output);
  console.error(overtime ? 'the build was killed after 600 s' : `the build ended with code ${code}`);
  process.exit(1);
}
console.log(`built in ${seconds.toFixed(0)} s\n`);
