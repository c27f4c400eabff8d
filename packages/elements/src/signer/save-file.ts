/** Hands bytes to the person as a file: the browser's download, without leaving the page. */
export function saveFile(bytes: Uint8Array<ArrayBuffer> | string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Safari reads the address after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

/** The name of the signed file: `lettre.pdf` → `lettre-signe.pdf`. */
export function withSuffix(name: string, suffix: string): string {
  const stem = name.replace(/\.pdf$/i, '');
  return `${stem}-${suffix}.pdf`;
}
