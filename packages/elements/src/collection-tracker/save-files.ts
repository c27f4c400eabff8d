import type { Collection, Document, Signer } from '@jse/sdk/browser';
import { saveFile, withSuffix } from '../signer/save-file.ts';
import type { TrackerClient } from './tracker-flow.ts';
import { signerName, type TrackerView } from './tracker-view.ts';

/** A call of the platform whose file the browser then saves. */
export type Saving = (client: TrackerClient, collection: Collection) => Promise<void>;
type Words = Pick<TrackerView, 't'>;

/** A document as it stands; once everybody has signed, its name says so. */
export const saveDocument =
  ({ id: documentId, name }: Document): Saving =>
  async ({ documents }, { id, state }) => {
    const { bytes } = await documents.download(id, documentId);
    saveFile(bytes, state === 'completed' ? withSuffix(name, 'signe') : name, 'application/pdf');
  };

/** Signed files, attestations, evidence and verification report of what is completed. */
export const saveArchive =
  ({ t }: Words): Saving =>
  async ({ archive }, { id, title }) => {
    const { bytes } = await archive.download(id);
    saveFile(bytes, t.term('archiveFile', title), 'application/zip');
  };

/** The evidence with what it takes to check it. */
export const saveEvidence =
  ({ t }: Words): Saving =>
  async ({ evidence }, { id, title }) => {
    const { bytes } = await evidence.forDispute(id);
    saveFile(bytes, t.term('evidenceFile', title), 'application/zip');
  };

/** The sealed attestation of one signer. */
export const saveAttestation =
  ({ t }: Words, signer: Signer): Saving =>
  async ({ evidence }, { id, firm }) => {
    const { bytes } = await evidence.attestation(id, signer.id);
    saveFile(bytes, t.term('attestationFile', signerName(signer, firm.name)), 'application/pdf');
  };
