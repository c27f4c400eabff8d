import { page } from '../html.ts';

/** The token stays in the fragment, which no server and no log sees; it travels by POST, after somebody's own act. */
const script = `
const token = location.hash.slice(1);
const [heading, say, list, show] = ['h1', '[role=status]', 'ul', 'main > button'].map((one) => document.querySelector(one));
const told = { 404: "Ce lien n'est plus valable. Demandez-en un autre au cabinet.", 409: "Ces documents ne sont plus disponibles : ils ont été purgés.", 429: 'Trop de demandes à la fois. Réessayez dans une minute.' };
async function ask(path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/telecharger/' + path, { method: 'POST', headers, body: JSON.stringify({ token, ...body }) }).catch(() => null);
  if (answer && answer.ok) return answer;
  say.textContent = (answer && told[answer.status]) || "Le téléchargement n'a pas abouti. Vérifiez votre connexion et réessayez.";
  return null;
}
async function save(button, path, body, name) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  say.textContent = 'Téléchargement de ' + name + '…';
  const answer = await ask(path, body);
  if (answer) {
    const address = URL.createObjectURL(await answer.blob());
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    say.textContent = name + ' est téléchargé.';
  }
  button.removeAttribute('aria-busy');
}
function offer(words, path, body, name) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
  button.addEventListener('click', () => save(button, path, body, name));
  const item = document.createElement('li');
  item.append(button);
  list.append(item);
}
show.addEventListener('click', async () => {
  const answer = await ask('liste', {});
  if (!answer) return;
  const { title, documents, attestations } = await answer.json();
  show.remove();
  heading.textContent = title;
  say.textContent = documents.length === 1 ? 'Un document signé.' : documents.length + ' documents signés.';
  for (const { id, name } of documents) offer('Télécharger ' + name, 'fichier', { id }, name);
  for (const { id, name } of attestations) offer("Télécharger l'attestation de signature de " + name, 'attestation', { id }, 'attestation-' + name + '.pdf');
  heading.focus();
});`;

const body = `<h1 tabindex="-1">Vos documents signés</h1><p class="soft">Ce lien vous est personnel : ne le transmettez pas.</p>
<noscript><p class="alert">Cette page a besoin de JavaScript : le secret de votre lien ne quitte votre navigateur que lorsque vous le demandez. Le cabinet peut aussi vous remettre vos documents.</p></noscript>
<p role="status"></p><ul class="plain"></ul><button type="button">Afficher les documents</button>`;

/** The page of the secure link: what was signed, and the attestation of who holds the link; by keyboard as by mouse. */
export const deliveryPage = (): Response => page('Documents signés', body, { script });
