/** The file with objects written after its end, as an incremental update does (ISO 32000-2, 7.5.6). */
export function appended(file: Uint8Array, objects: ReadonlyMap<number, string>): Uint8Array<ArrayBuffer> {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  const previous = text.slice(text.lastIndexOf('startxref')).match(/\d+/)?.[0] ?? '0';
  const root = /\/Root\s+(\d+ \d+ R)/.exec(text.slice(text.lastIndexOf('/Root')))?.[1] ?? '';
  const size = Math.max(...[...text.matchAll(/\/Size\s+(\d+)/g)].map(([, size]) => Number(size)));
  let more = '\n';
  const entries: string[] = [];
  for (const [number, body] of objects) {
    entries.push(`${number} 1\n${String(file.length + more.length).padStart(10, '0')} 00000 n \n`);
    more += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const at = file.length + more.length;
  more += `xref\n${entries.join('')}trailer\n<</Size ${size + 100}/Root ${root}/Prev ${previous}>>\nstartxref\n${at}\n%%EOF\n`;
  return Uint8Array.from([...file, ...Array.from(more, (letter) => letter.charCodeAt(0))]);
}

/** The number and the body of one of a file's pages. */
export function onePage(file: Uint8Array): { readonly number: number; readonly body: string } {
  const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
  const found = [...text.matchAll(/(?:^|\s)(\d+) 0 obj\s*(<<[^]*?>>)\s*endobj/g)].filter(([, , body]) =>
    /\/Type\s*\/Page\b/.test(body ?? ''),
  );
  const [, number = '0', body = ''] = found.at(-1) ?? [];
  return { number: Number(number), body };
}
