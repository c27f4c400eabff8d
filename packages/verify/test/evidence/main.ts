// Mutated certificates, CRLs, OCSP responses and tokens: no verdict rises. Seeded; a run is made again by --from N --count 1:
//   node --conditions=@jse/source packages/verify/test/evidence/main.ts [--seed 1] [--from 0] [--count 20000] [--every-byte]
import { parseArgs } from 'node:util';
import { changeEveryByte, mutateEvidence } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '20000' },
    'every-byte': { type: 'boolean', default: false },
  },
});
const summary = values['every-byte']
  ? await changeEveryByte((done) => console.log(done))
  : await mutateEvidence(Number(values.seed), Number(values.from), Number(values.count));
for (const fault of summary.faults) console.log(fault);
console.log(JSON.stringify({ ...summary, faults: summary.faults.length }));
process.exitCode = summary.faults.length > 0 ? 1 : 0;
