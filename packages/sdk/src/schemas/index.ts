export { CodeFrame, EmbedCode, Me, Member, NewEmbedSession, OfficeAndUser, Session } from './access.ts';
export { Ceremony, CeremonyResult, Consent, NewCeremony, Reading, Reviewed } from './ceremony.ts';
export { Collection, CollectionChanges, CollectionSettings, Refusal } from './collection.ts';
export { Document, Finding, Page, SignatureField } from './document.ts';
export { Evidence } from './evidence.ts';
export { LeftMember, NewMember } from './people.ts';
export type { Certificate, ErasedPersonalData, IdentityCheck, PersonalDataExport, Token } from './people.ts';
export { Placement, SignerPlacement, UploadPlacement } from './placement.ts';
export { NewSigner, Signer, SignerChanges } from './signer.ts';
export type { NewWebhookEndpoint, StreamedEvent, WebhookDelivery, WebhookEndpoint } from './events.ts';
export { LedgerLine, Statement } from './money.ts';
export type { Credit, Estimate, LegacyKey } from './money.ts';
export { ParapheurEntry } from './parapheur.ts';
export { Contact } from './contact.ts';
export type { ContactImport, NewContact } from './contact.ts';
export type {
  BulkResult,
  FilledRole,
  NewTemplate,
  Template,
  TemplatePlacement,
  TemplateRole,
  TemplateUse,
} from './template.ts';
export type { ArchivePush } from './archive.ts';
