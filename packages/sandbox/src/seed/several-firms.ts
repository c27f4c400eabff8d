import type { FirmSeed } from './seed.ts';
import { defaultFirm } from './seed.ts';

const expert = defaultFirm.members[0];

/** The default firm and two more; its expert belongs to a second one too, the third has little credit left. */
export const severalFirms: readonly FirmSeed[] = [
  defaultFirm,
  {
    name: 'Audit du Parc',
    siren: '200000008',
    creditCents: 25_000,
    members: [
      ...(expert ? [{ ...expert, role: 'collaborator' as const, delegations: ['sign', 'prepare'] as const }] : []),
      {
        firstName: 'Claude',
        lastName: 'Auditeur',
        email: 'claude@audit-du-parc.example',
        phone: '+33639980021',
        role: 'expert',
      },
      {
        firstName: 'Lou',
        lastName: 'Réviseur',
        email: 'lou@audit-du-parc.example',
        phone: '+33639980022',
        role: 'collaborator',
        delegations: ['prepare', 'launch'],
      },
    ],
  },
  {
    name: 'Comptabilité des Quais',
    siren: '300000007',
    creditCents: 40,
    members: [
      {
        firstName: 'Maxime',
        lastName: 'Quais',
        email: 'maxime@quais.example',
        phone: '+33639980031',
        role: 'expert',
      },
    ],
  },
];
