import { newIdempotencyKey } from './idempotency-key.ts';

/** A file of a form, under its name. */
export interface FilePart {
  readonly file: Blob;
  readonly name: string;
}

/**
 * A form (RFC 7578) as one blob, whose type names the boundary; parts that are undefined are left out. No `FormData`:
 * WebKit can't read one that holds a file out of a request, as another way than the network has to. Nothing is copied.
 */
export function multipart(parts: Readonly<Record<string, string | FilePart | undefined>>): Blob {
  const boundary = newIdempotencyKey();
  const pieces = Object.entries(parts).flatMap(([name, part]): BlobPart[] => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
    if (part === undefined) return [];
    if (typeof part === 'string') return [`${head}\r\n\r\n${part}\r\n`];
    const type = part.file.type || 'application/octet-stream';
    return [`${head}; filename="${quoted(part.name)}"\r\nContent-Type: ${type}\r\n\r\n`, part.file, '\r\n'];
  });
  return new Blob([...pieces, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

/** A file's name as browsers write it (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (name: string): string => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
