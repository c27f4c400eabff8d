/**
 * A reporter of @web/test-runner: names each failure with its error and file, and ends with the one line
 * `N passed, N failed` that the root's test script adds up. A file that never reported counts as one failure.
 */
export function countReporter() {
  const results = (suite, path = []) => [
    ...(suite?.tests ?? []).map((test) => ({ ...test, path: [...path, test.name].join(' › ') })),
    ...(suite?.suites ?? []).flatMap((inner) => results(inner, [...path, inner.name])),
  ];

  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const failed = results(session.testResults).filter((test) => !test.passed && !test.skipped);
        for (const { path, error } of failed) {
          logger.log(`✗ ${session.browser.name} ${testFile}\n  ${path}\n  ${error?.message}\n${error?.stack ?? ''}`);
        }
        for (const error of session.errors ?? []) {
          logger.log(`✗ ${session.browser.name} ${testFile}\n  ${error.message}\n${error.stack ?? ''}`);
        }
        for (const log of process.env.WTR_LOGS ? (session.logs ?? []) : []) logger.log(log.join(' '));
      }
    },

    onTestRunFinished({ sessions, coveragePassed = true }) {
      let passed = 0;
      let failed = 0;
      for (const session of sessions) {
        const tests = results(session.testResults).filter((test) => !test.skipped);
        const broken = tests.filter((test) => !test.passed).length;
        passed += tests.length - broken;
        failed += broken;
        if (broken === 0 && (!session.passed || tests.length === 0)) failed += 1;
      }
      if (sessions.length === 0 || !coveragePassed) failed += 1;
      console.log(`${passed} passed, ${failed} failed`);
    },
  };
}
