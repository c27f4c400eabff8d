import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Ceremony, NewCeremony } from '../schemas/ceremony.ts';
import { noun } from './noun.ts';

/** A ceremony. */
export const CeremonyCodec = z.codec(wire.Ceremony, noun<Ceremony>(), {
  decode: ({ results, ...rest }) => ({
    ...rest,
    results: results.map(({ transactionId, fileId, ...result }) => ({
      ...result,
      collectionId: transactionId,
      documentId: fileId,
    })),
  }),
  encode: ({ results, ...rest }) => ({
    ...rest,
    results: results.map(({ collectionId, documentId, ...result }) => ({
      ...result,
      transactionId: collectionId,
      fileId: documentId,
    })),
  }),
});

/** What was read and consented to: the body of `POST /ceremony`. */
export const NewCeremonyCodec = z.codec(wire.CeremonyCreate, noun<NewCeremony>(), {
  decode: ({ transactions, consent }) => ({
    consent,
    collections: transactions.map(({ transactionId, signatoryId, files }) => ({
      collectionId: transactionId,
      ...(signatoryId !== undefined && { signerId: signatoryId }),
      documents: files,
    })),
  }),
  encode: ({ collections, consent }) => ({
    consent,
    transactions: collections.map(({ collectionId, signerId, documents }) => ({
      transactionId: collectionId,
      ...(signerId !== undefined && { signatoryId: signerId }),
      files: documents,
    })),
  }),
});
