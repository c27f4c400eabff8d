import '@jse/elements/provider/define';
import '@jse/elements/signature-report/define';
import pdfWorker from '@jse/elements/pdfjs/pdf.worker.min.mjs?raw';
import verifyWorker from '@jse/elements/pdfjs/verify.worker.js?raw';
import { render } from 'lit';
import { record } from './record.js';

const find = (selector) => document.querySelector(selector);
const report = find('jse-signature-report');
const print = find('#print');

// The workers come out of this file; a page that was opened from a disk has no server to ask for them.
const inlined = (source) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
find('jse-provider').pdfAssets = { workerUrl: inlined(pdfWorker), verifyWorkerUrl: inlined(verifyWorker) };

find('#anchors').addEventListener('change', async ({ target }) => {
  const files = [...target.files];
  report.trustAnchors = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  find('#trusted').textContent = files.length > 0 ? `Confiance : ${files.map(({ name }) => name).join(', ')}` : 'Aucun';
});

// The page takes the file in itself, so that the record states the digest of the very bytes that were verified.
let file;
function take([given]) {
  if (!given) return;
  file = given;
  print.disabled = true;
  report.hidden = false;
  report.file = given;
}
find('#file').addEventListener('change', ({ target }) => take(target.files));
for (const type of ['dragover', 'drop'])
  addEventListener(type, (event) => {
    event.preventDefault();
    if (type === 'drop') take(event.dataTransfer.files);
  });

report.addEventListener('jse-verified', async () => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  render(record(file.name, sha256, report.report), find('#record'));
  print.disabled = false;
});
print.addEventListener('click', () => window.print());
