// One verification in a process that has read nothing but what is built and one file; tells its peak (Linux: /proc).
import { readFileSync } from 'node:fs';

const { verifyPdf } = await import(new URL('../dist/index.js', import.meta.url).href);
const bytes = new Uint8Array(readFileSync(process.argv[2]));
const before = process.cpuUsage();
const outcome = await verifyPdf(bytes, { trustAnchors: [] }).then(
  ({ conclusion }) => conclusion,
  (error) => String(error.code ?? error),
);
const { user, system } = process.cpuUsage(before);
const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
process.send?.({ outcome, seconds: (user + system) / 1e6, peak });
