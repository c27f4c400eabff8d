import { owned, read, type Right } from './kinds.ts';

/** Members coming and going, tokens and certificates. */
export const peopleRights: Readonly<Record<string, Right>> = {
  inviteMember: {
    needs: 'expert',
    attempt: () => ({
      body: { email: 'new@cabinet.example', name: 'X', firstName: 'Y', phone: '+33639980198', delegations: ['sign'] },
    }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  removeMember: owned('expert', 'memberId', ({ bystander }) => ({ params: { memberId: bystander } })),
  signOutMember: owned('expert', 'memberId', ({ bystander }) => ({ params: { memberId: bystander } })),
  listTokens: read(() => ({})),
  revokeTokenById: owned('expert', 'tokenId', ({ token }) => ({ params: { tokenId: token } })),
  revokeAllTokens: {
    needs: 'expert',
    attempt: () => ({ body: { confirm: true } }),
    harmless: () => ({ body: { confirm: false } }),
    allowed: [400, 'validation_failed'],
  },
  listCertificates: read(() => ({})),
  revokeCertificate: {
    needs: null,
    attempt: () => ({ params: { serial: '00' }, body: { reason: 'superseded' } }),
    harmless: () => ({ params: { serial: '00' }, body: { reason: 'superseded' } }),
    allowed: [404, 'not_found'],
    scoped: 'firm',
  },
};
