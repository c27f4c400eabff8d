export { EmbedCode, Me, Member, NewEmbedSession, OfficeAndUser, Session } from './access.ts';
export { Ceremony, CeremonyResult, Consent, NewCeremony, Reviewed } from './ceremony.ts';
export { Collection, CollectionChanges, CollectionSettings, Refusal } from './collection.ts';
export { Document, Finding, Page, SignatureField } from './document.ts';
export { Evidence } from './evidence.ts';
export { Placement, SignerPlacement, UploadPlacement } from './placement.ts';
export { NewSigner, Signer, SignerChanges } from './signer.ts';
