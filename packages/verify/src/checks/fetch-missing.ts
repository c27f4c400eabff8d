import { Asn1Fault, childrenOf, isContext, readTlv } from '../asn1/tlv.ts';
import { equalBytes, oidOf } from '../asn1/values.ts';
import type { FetchRevocation, RevocationRequest } from '../options.ts';
import { extensionOf, type Certificate } from '../x509/certificate.ts';
import { asciiOf, generalNameOf, nameForms } from '../x509/general-name.ts';
import { pointAddressesOf } from '../x509/revocation/distribution-point.ts';
import type { JudgedSignature, Judgement } from './judged-signature.ts';
import { mergeMaterial, noMaterial, parseMaterial, type Material } from './material.ts';

const maxRequests = 64;

/**
 * Asks the caller's function for what is missing: once for each certificate of a path whose status is not known, of
 * signatures and timestamps alike. An answer that fails is none.
 */
export async function fetchMissing(judged: readonly JudgedSignature[], fetch: FetchRevocation): Promise<Material> {
  const judgements = judged.flatMap(({ judgement, timestamps }) => [
    judgement,
    ...timestamps.map((one) => one.judgement),
  ]);
  const requests: RevocationRequest[] = [];
  for (const [certificate, issuer] of judgements.flatMap(unknownIn)) {
    if (requests.some((one) => equalBytes(one.certificate, certificate.der))) continue;
    if (requests.length >= maxRequests) break;
    requests.push({
      certificate: certificate.der,
      issuer: issuer.der,
      ocspUrls: readable(() => ocspAddressesOf(certificate)),
      crlUrls: readable(() => pointAddressesOf(certificate)),
    });
  }
  const answers = await Promise.allSettled(requests.map((request) => fetch(request)));
  return mergeMaterial(answers.map((one) => (one.status === 'fulfilled' ? parseMaterial(one.value) : noMaterial)));
}

function unknownIn({ path, revocation }: Judgement): [Certificate, Certificate][] {
  return revocation.flatMap(({ status }, index): [Certificate, Certificate][] => {
    const [certificate, issuer] = [path[index], path[index + 1]];
    return status === 'unknown' && certificate && issuer ? [[certificate, issuer]] : [];
  });
}

/** Where a certificate says that OCSP is asked (RFC 5280, 4.2.2.1). Throws Asn1Fault. */
function ocspAddressesOf(certificate: Certificate): string[] {
  const extension = extensionOf(certificate, '1.3.6.1.5.5.7.1.1');
  return (extension ? childrenOf(readTlv(extension.value)) : []).flatMap((description) => {
    const [method, location] = childrenOf(description);
    if (oidOf(method) !== '1.3.6.1.5.5.7.48.1' || !isContext(location, nameForms.uniformResourceIdentifier)) return [];
    return [asciiOf(generalNameOf(location).value)];
  });
}

function readable(read: () => string[]): string[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return [];
    throw error;
  }
}
