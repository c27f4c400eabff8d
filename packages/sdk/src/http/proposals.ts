/**
 * Says once a call that it was proposed by this project and is not confirmed by the platform's operator, when something
 * other than a sandbox answers it: there it may be missing, or differ. A sandbox names itself in `JSE-Sandbox`.
 */
export function warnOfProposals(warn: (message: string) => void): (response: Response, name: string) => void {
  const told = new Set<string>();
  return (response, name) => {
    if (told.has(name) || response.headers.has('jse-sandbox')) return;
    told.add(name);
    void proposed().then((names) => {
      if (names.has(name))
        warn(`@jse/sdk: ${name} is a proposal that the operator of jesignexpert.com has not confirmed yet`);
    });
  };
}

// The table of operations is read only where it is needed: on a host that is no sandbox.
async function proposed(): Promise<ReadonlySet<string>> {
  const operations = Object.values(await import('../contract/operations/index.ts'));
  return new Set(operations.filter(({ source }) => source === 'ours').map(({ method, path }) => `${method} ${path}`));
}
