/** A document of the host's: a file, bytes, or an address that the page may fetch. */
export type DocumentSource = File | Blob | Uint8Array | URL;

/** The file of a document of the host's; throws what `fetch` throws, or a `TypeError` where the address has none. */
export async function fileOf(source: DocumentSource, name?: string): Promise<File> {
  if (source instanceof File && name === undefined) return source;
  if (source instanceof URL) {
    const response = await fetch(source);
    if (!response.ok) throw new TypeError(`${source.origin}${source.pathname} was answered with ${response.status}`);
    const last = decodeURIComponent(source.pathname.split('/').at(-1) ?? '');
    return new File([await response.blob()], name ?? (last || 'document.pdf'), { type: 'application/pdf' });
  }
  const type = source instanceof Blob ? source.type : 'application/pdf';
  return new File([source as BlobPart], name ?? 'document.pdf', { type });
}
