import type { ParapheurTerms } from './parapheur.terms.fr.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Words of `<jse-parapheur>` in English. */
export const en: ParapheurTerms = {
  label: 'Signing tray',
  loading: 'Opening the tray…',
  waiting: (count) =>
    count === 0 ? 'Nothing waits for your signature.' : `${plural(count, 'act waits', 'acts wait')} for your decision`,
  emptyText: 'Collections to launch, to sign and to seal will appear here.',
  refresh: 'Refresh',
  filter: 'Show',
  filterName: (filter) =>
    ({ all: 'All', sign: 'To sign', seal: 'To seal', launch: 'To launch', exceptions: 'To check' })[filter],
  search: 'Search for a collection, a document, a signer',
  selectAll: (count) => `Select all (${count})`,
  none: 'No collection matches this search.',
  actName: (act) => ({ sign: 'Signature', seal: 'Seal', launch: 'Launch' })[act],
  exceptionName: (exception) =>
    ({
      changed: 'Changed since your last visit',
      findings: 'Remarks on the documents',
      credit: 'Not enough credit',
    })[exception],
  documents: (count) => plural(count, 'document', 'documents'),
  from: (name) => `Prepared by ${name}`,
  until: (date) => `until ${date}`,
  look: 'Preview',
  lookAt: (title) => `Preview of ${title}`,
  closeLook: 'Close the preview',
  openingDocument: 'Opening the document…',
  keys: 'Arrow keys: change line. Space: select. Enter: preview.',
  selected: (count) =>
    count === 0 ? 'Select the collections to sign.' : plural(count, 'collection selected', 'collections selected'),
  cost: (amount) => `${amount} excl. VAT`,
  credit: (amount) => `Firm’s credit: ${amount}`,
  missing: (amount) => `This selection lacks ${amount} of credit.`,
  twice: 'One collection asks for two acts: the second one stays in the tray.',
  sign: (count) => (count === 0 ? 'Sign' : `Sign ${plural(count, 'collection', 'collections')}`),
  launch: (count) => `Launch ${plural(count, 'collection', 'collections')}`,
  launched: (count) => `${plural(count, 'collection', 'collections')} launched.`,
  launchFailed: (title, reason) => `${title}: ${reason}.`,
  fetching: (done, all) => `Reading the documents: ${done} of ${all}`,
  cancel: 'Cancel',
  consentTitle: 'Your consent',
  consentIntro: (collections, documents) =>
    `You are about to sign ${plural(collections, 'collection', 'collections')}, ${plural(documents, 'document', 'documents')}, with one code:`,
  consentNeeded: 'Tick this box to receive your confidential code.',
  irrevocable: 'Once given, a signature cannot be taken back.',
  sendCode: 'Receive the code by SMS',
  sendingCode: 'Sending the code…',
  back: 'Back to the tray',
  isolatedTitle: (count) => `Consent to ${plural(count, 'collection', 'collections')} and sign`,
  codeTitle: 'Enter your code',
  submit: (count) => `Sign ${plural(count, 'collection', 'collections')}`,
  progress: (done, all) => `${done} of ${all} signed`,
  interrupted: 'The connection was lost while signing. Nothing is lost and nothing will be signed twice.',
  check: 'See what became of the signature',
  doneTitle: (signed, all) =>
    signed === all ? `${plural(signed, 'collection', 'collections')} signed` : `${signed} of ${all} signed`,
  doneSome: 'The others were not signed. Those that still wait are in your tray.',
  resultSigned: 'Signed',
  resultGone: 'This collection no longer waits for your signature',
  resultPending: 'Not signed',
  retry: (count) => `Try ${plural(count, 'collection', 'collections')} again`,
  record: 'Download the record',
  recordTitle: 'Record of signing',
  recordAt: (date, reference) => `${date} · SMS reference ${reference}`,
  recordNote:
    'This record sums up what was signed with one code. The proof of each signature is in the signed file and in its evidence.',
  recordFile: 'signing-record.pdf',
  failed: 'The tray can’t be opened.',
  tryAgain: 'Try again',
  requestId: (id) => `Reference for the support: ${id}`,
};
