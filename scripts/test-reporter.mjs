/**
 * A reporter of node:test that yields one JSON object at the end: `{ passed, failed, skipped }`, counted in leaf tests.
 * A file that crashed, or that holds no test at all, counts as one failure.
 */
export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** By file, how many tests were reported at each depth since their parent began. */
  const seen = new Map();

  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const depths = seen.get(data.file) ?? seen.set(data.file, []).get(data.file);
    const children = depths[data.nesting + 1] ?? 0;
    depths[data.nesting + 1] = 0;
    depths[data.nesting] = (depths[data.nesting] ?? 0) + 1;

    const isFile = data.file !== undefined && data.file.endsWith(data.name);
    const ownFault = type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed';
    if (ownFault) counts.failed += 1;
    else if (children > 0 || type === 'test:fail') continue;
    else if (data.skip !== undefined && data.skip !== false) counts.skipped += 1;
    else if (isFile || data.details?.type === 'suite') counts.failed += 1;
    else counts.passed += 1;
  }
  yield `${JSON.stringify(counts)}\n`;
}
