import { essCertificateId } from '../cms/signing-certificate.ts';
import { materialIn, noMaterial, revocationIn, type Material } from './material.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { SecurityStores } from './security-stores.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** The end of what a signature covers; 0 where that can't be told. */
export const endOf = ({ byteRange }: VerifiedSignature): number =>
  byteRange.range ? byteRange.range[2] + byteRange.range[3] : 0;

/** A document timestamp covers what lies before the end of its own revision. */
export const covers = (timestamp: VerifiedSignature, other: VerifiedSignature): boolean =>
  timestamp.byteRange.sound && endOf(other) > 0 && endOf(timestamp) > endOf(other);

/** What a signature and its timestamps carry. */
export function carriedBy({ value, certificates, timestamps }: VerifiedSignature): Material[] {
  const datas = [value?.data, ...timestamps.map(({ data }) => data)].flatMap((data) => data ?? []);
  return [{ ...noMaterial, certificates }, ...datas.map(materialIn)];
}

/** What a document timestamp covers existed at its time: signatures, what they carry, what /DSS held then. */
export function proveCovered(
  stores: SecurityStores,
  proofs: ProofsOfExistence,
  verified: readonly VerifiedSignature[],
  timestamp: VerifiedSignature,
  time: Date,
): void {
  const { revision } = timestamp.coverage;
  const bags = revision === null ? [] : [stores.upTo(revision)];
  for (const other of verified) {
    if (!covers(timestamp, other)) continue;
    proofs.addValue(other, time);
    for (const check of other.timestamps) proofs.addValue(check, time);
    bags.push(...carriedBy(other));
  }
  for (const { certificates, crls, ocspResponses } of bags) {
    proofs.addEncoded([...certificates, ...crls, ...ocspResponses], time);
  }
}

/** What a signature timestamp proves: the value, what is signed with it, and the certificate that it names by its hash. */
export function proveSigned(verified: VerifiedSignature, proofs: ProofsOfExistence, time: Date): void {
  const { signer, signerInfo } = verified.value ?? {};
  proofs.addValue(verified, time);
  if (!signer || !signerInfo) return;
  const { crls, ocspResponses } = revocationIn(signerInfo.signedAttributes ?? []);
  proofs.addEncoded([...crls, ...ocspResponses, ...(essCertificateId(signerInfo) ? [signer] : [])], time);
}
