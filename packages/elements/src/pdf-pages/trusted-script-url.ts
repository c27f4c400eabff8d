interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedTypePolicy;
}

const allowed = new Set<string>();
let policy: TrustedTypePolicy | undefined;

/** The address as the page's Trusted Types policy `jse` lets it through: only one that the host configured. */
export function trustedScriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  allowed.add(url);
  policy ??= trustedTypes?.createPolicy('jse', {
    createScriptURL(asked) {
      if (allowed.has(asked)) return asked;
      throw new TypeError(`Not a worker of this page: ${asked}`);
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}
