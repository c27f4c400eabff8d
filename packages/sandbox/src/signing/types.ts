import type { UploadFinding as UploadFindingOfRules } from '@jse/sdk/rules';
import type { RevocationProofs } from './validation-data.ts';
import type { RemoteSigner } from '../certificates/signer.ts';

/** Where a visible signature goes: points, bottom-left origin of the page as displayed (after Rotate, in the CropBox). */
export interface Placement {
  /** 1-based; negative counts from the end, −1 is the last page. */
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An empty signature field of a document's own, where its first widget is; without an area it is invisible. */
export interface SignatureFieldBox extends Placement {
  /** Full name, periods between its parts. */
  name: string;
}

/** A signature field to prepare. */
export interface SignatureFieldRequest {
  /** Partial field name: no period, unique in the document; the full name of an existing one. */
  name: string;
  /** The field is the document's own and stays as its maker made it; tooltip and placement don't count. */
  existing?: boolean;
  /** Read by screen readers, e.g. « Signature de Camille Morel, cliente ». */
  tooltip: string;
  /** Invisible when null. */
  placement: Placement | null;
}

/** PAdES baseline level (EN 319 142-1 6). */
export type PadesLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What the visible signature says. */
export interface Cartouche {
  kind: 'simple' | 'advanced' | 'seal';
  /** The signer, or the firm of a seal. */
  name: string;
  /** Shown in Europe/Paris. */
  at: Date;
  /** `fr` when left out. */
  language?: 'fr' | 'en';
  /** A further line, e.g. the firm a member signs for. */
  detail?: string;
}

/** Sends an RFC 3161 query (DER) to a timestamp authority and gives its response (DER). */
export type TimestampClient = (query: Uint8Array) => Promise<Uint8Array>;

/** Fetches revocation data for a certificate (DER) as a relying party would. */
export interface RevocationClient {
  /** OCSP response (DER) of `certificate`, issued by `issuer`. */
  ocsp(certificate: Uint8Array, issuer: Uint8Array): Promise<Uint8Array>;
  /** The CRL (DER) that `certificate` points at. */
  crl(certificate: Uint8Array): Promise<Uint8Array>;
}

/** One signature in a prepared field. */
export interface SignFieldInput {
  bytes: Uint8Array;
  /** Full name of an unsigned signature field. */
  fieldName: string;
  /** Drawn into the field when it has an area; null leaves the field as it looks. */
  appearance: Cartouche | null;
  /** /Name: the person or firm that signs. */
  name: string;
  reason?: string;
  location?: string;
  /** /M, the claimed time. */
  at: Date;
  signer: RemoteSigner;
  level: PadesLevel;
  /** Needed from B-T on. */
  timestamp?: TimestampClient;
  /** Needed from B-LT on. */
  revocation?: RevocationClient;
  /** Revocation answers of this batch of signatures, reused while they are valid. */
  proofs?: RevocationProofs;
}

/** Why a PDF is not taken. */
export type UploadRefusal =
  | 'pdf_invalid'
  | 'pdf_too_large'
  | 'pdf_encrypted'
  | 'pdf_damaged'
  | 'pdf_ambiguous'
  | 'pdf_too_complex'
  | 'pdf_has_xfa'
  | 'pdf_has_javascript'
  | 'pdf_certified';

/** What the preparer is told about a PDF that is taken. */
export type UploadFindingCode = Exclude<UploadFindingOfRules, 'existing_signature_broken'>;

/** A finding; `warning` where viewers may show different things or the file does more than show pages. */
export interface UploadFinding {
  code: UploadFindingCode;
  severity: 'info' | 'warning';
}

/** A page as displayed. */
export interface PageBox {
  /** Displayed size in points: CropBox, turned by Rotate, times UserUnit. */
  width: number;
  height: number;
  rotate: 0 | 90 | 180 | 270;
  /** In user space: left, bottom, right, top. */
  cropBox: [number, number, number, number];
  userUnit: number;
}

/** Result of `inspectUpload`. */
export type UploadInspection =
  | { ok: true; pages: PageBox[]; findings: UploadFinding[]; signatureFields: SignatureFieldBox[]; signed: boolean }
  | { ok: false; code: UploadRefusal; detail: string };
