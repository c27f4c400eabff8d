import type { wire } from '@jse/sdk/contract';
import { deadlines, type PersonalDataCategory } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Found } from './find.ts';

type Kept = z.infer<typeof wire.PersonalDataErased>['kept'][number];

/** Whether a ceremony that somebody has begun may still go on, in a collection that is running. */
export const needsPhone = ({ state, running }: Found['ceremonies'][number]): boolean =>
  running && (state === 'opened' || state === 'code-sent');

/** What stays after an erasure, with why and until when. */
export function keptOf(found: Found): Kept[] {
  const launched = found.signers.filter(({ launched_at }) => launched_at !== null);
  const running = launched.filter(({ collection_state }) => collection_state === 'ongoing');
  const open = found.ceremonies.filter(needsPhone);
  const last = launched.map(({ created_at }) => created_at).reduce<Date | null>((a, b) => (a && a > b ? a : b), null);
  const until = last && inYears(last, deadlines.evidenceYears);
  const kept = (category: PersonalDataCategory, count: number, reason: string, end: Date | null): Kept => ({
    category,
    count,
    reason,
    until: end?.toISOString() ?? null,
  });
  return [
    kept(
      'member',
      found.members.filter(({ left_at }) => left_at === null).length,
      'La personne est membre du cabinet : elle le quitte d’abord (DELETE /member/{memberId})',
      null,
    ),
    kept('signer', running.length, 'La collecte est en cours : elle est d’abord terminée ou annulée', null),
    kept('signer', launched.length - running.length, 'Nommer le signataire dans la preuve de ce qu’il a signé', until),
    kept('evidence', found.entries.length, 'Preuve des signatures, opposable en justice (RGPD, article 17.3 e)', until),
    kept('ceremony', open.length, 'La collecte est en cours : le code est envoyé à ce mobile', null),
    kept(
      'ceremony',
      found.ceremonies.length - open.length,
      'Consentement et authentification, sans le mobile en clair',
      until,
    ),
    kept(
      'identityDocument',
      found.checks.length,
      'Décision et empreintes ; les images sont effacées à la décision',
      until,
    ),
    kept('certificate', found.certificates.length, 'Les signatures qu’il a faites doivent rester vérifiables', until),
    kept('access', found.tokens.length, 'Les accès s’effacent d’eux-mêmes 30 jours après leur fin', null),
  ].filter(({ count }) => count > 0);
}

function inYears(from: Date, years: number): Date {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}
