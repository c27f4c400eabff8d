/** A PDF as a host hands it over: bytes, or a file. */
export type PdfSource = Uint8Array | ArrayBuffer | Blob;

/** The bytes of a source, which may come from another frame; a view on the same memory where it is bytes already. */
export async function bytesOf(source: PdfSource): Promise<Uint8Array> {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array('arrayBuffer' in source ? await source.arrayBuffer() : source);
}
