import { pngOf } from '../../src/domain/people/images.harness.ts';
import { type Known, owned, read, type Right } from './kinds.ts';

const identity = ({ running, client }: Known) => ({ params: { transactionId: running, signatoryId: client } });
const subject = () => ({ query: { email: 'nobody@client.example' } });
const images = () => {
  const data = new FormData();
  for (const side of ['front', 'back']) data.set(side, new File([pngOf(400, 400)], `${side}.png`));
  return data;
};

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
  /** The client of the matrix signs at simple level: whoever may submit is told that none is needed. */
  submitIdentity: {
    needs: null,
    attempt: (known) => ({ ...identity(known), form: images }),
    harmless: (known) => ({ ...identity(known), form: images }),
    allowed: [409, 'state_conflict'],
    scoped: 'collection',
  },
  getIdentity: read(identity, 'collection'),
  exportPersonalData: { ...read(subject), needs: 'expert' },
  erasePersonalData: { ...read(subject), needs: 'expert' },
};
