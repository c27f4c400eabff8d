/** A PDF as a host hands it over: bytes, or a file. */
export type PdfSource = Uint8Array | ArrayBuffer | Blob;

/** The bytes of a source; a view on the same memory where the source is bytes already. */
export async function bytesOf(source: PdfSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  return new Uint8Array(source instanceof Blob ? await source.arrayBuffer() : source);
}
