/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035), time-stamping (RFC 3161) and CAdES (EN 319 122-1). */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  contentTimeStamp: '1.2.840.113549.1.9.16.2.20',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  commitmentType: '1.2.840.113549.1.9.16.2.16',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  adobeRevocationInfo: '1.2.840.113583.1.1.8',
} as const;
