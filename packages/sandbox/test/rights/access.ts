import { read, type Right } from './kinds.ts';

const forged: Right['attempt'] = ({ origin }) => ({
  params: { idRequest: 'A'.repeat(30), hmac: '0'.repeat(64) },
  query: { ts: '0' },
  body: { success_url: `${origin}/back`, generate_hmac: true },
});

const withoutBody = ({ body: _, ...probe }: ReturnType<Right['attempt']>) => probe;

/** Handshake, embed codes and sessions. */
export const accessRights: Readonly<Record<string, Right>> = {
  startHandshake: { needs: null, attempt: forged, harmless: forged, allowed: [400, 'hmac_invalid'] },
  fetchTokens: {
    needs: null,
    attempt: (known) => withoutBody(forged(known)),
    harmless: (known) => withoutBody(forged(known)),
    allowed: [400, 'hmac_invalid'],
  },
  revokeToken: { needs: null, attempt: () => ({}), harmless: () => ({}), allowed: [200], ends: 'user' },
  getMe: read(() => ({})),
  listMembers: read(() => ({})),
  replaceDelegations: {
    needs: 'expert',
    attempt: ({ member }) => ({ params: { memberId: member }, body: { delegations: [] } }),
    harmless: () => ({ params: { memberId: 'mem_nobody' }, body: { delegations: [] } }),
    allowed: [404, 'not_found'],
    scoped: 'firm',
  },
  createEmbedCode: {
    needs: null,
    attempt: ({ running, origin }) => ({ body: { purpose: 'follow', transactionId: running, origins: [origin] } }),
    harmless: ({ running }) => ({ body: { purpose: 'follow', transactionId: running, origins: [] } }),
    allowed: [400, 'validation_failed'],
    scoped: 'collection',
  },
  createCodeFrame: {
    needs: null,
    attempt: () => ({}),
    harmless: () => ({}),
    allowed: [409, 'isolation_unavailable'],
  },
  createSession: {
    needs: null,
    attempt: () => ({ body: { code: 'x' } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  deleteSession: { needs: null, attempt: () => ({}), harmless: () => ({}), allowed: [200], ends: 'session' },
};
