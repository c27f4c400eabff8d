import { ApiError, call, forgetToken, hasToken, keepToken, redeem } from './api.ts';
import { h } from './dom.ts';
import { openShell } from './shell.ts';
import { currentLanguage, speak, words } from './words.ts';

const app = document.querySelector<HTMLElement>('#app') ?? document.body;

/** The way in: the ticket of a one-time link, the token kept for this tab, or the form. */
async function start(): Promise<void> {
  const ticket = entryTicket();
  if (ticket !== undefined) {
    history.replaceState(null, '', location.pathname);
    try {
      await redeem(ticket);
    } catch {
      return showEntry(words().linkUsed);
    }
  }
  return hasToken() ? enter() : showEntry();
}

const entryTicket = (): string | undefined => /^#entree=([\w.-]+)$/.exec(location.hash)?.[1];

async function enter(): Promise<void> {
  try {
    await call('GET', 'clock');
    openShell(app, leave);
  } catch (error) {
    const wrong = error instanceof ApiError && error.status === 401;
    if (wrong) forgetToken();
    showEntry(wrong ? words().tokenWrong : words().offline);
  }
}

function leave(): void {
  forgetToken();
  showEntry();
}

function showEntry(complaint = ''): void {
  const w = words();
  document.documentElement.lang = currentLanguage();
  document.title = `${w.title} – ${w.brand}`;
  const field = h('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    required: true,
    'aria-describedby': 'token-hint entry-error',
    'aria-invalid': complaint !== '' && 'true',
  });
  const submit = (event: Event) => {
    event.preventDefault();
    keepToken(field.value.trim());
    void enter();
  };
  const other = () => {
    speak(currentLanguage() === 'fr' ? 'en' : 'fr');
    showEntry(complaint === '' ? '' : words().tokenWrong);
  };
  app.replaceChildren(
    h(
      'main',
      { class: 'entry' },
      h('p', { class: 'brand' }, w.brand, h('span', {}, w.sandbox)),
      h('h1', {}, w.title),
      h(
        'form',
        { onsubmit: submit },
        h('label', { for: 'token' }, w.token),
        field,
        h('p', { class: 'soft', id: 'token-hint' }, w.tokenHint),
        h('p', { class: 'bad', id: 'entry-error', role: 'alert' }, complaint),
        h('button', { type: 'submit' }, w.enter),
      ),
      h(
        'button',
        { type: 'button', class: 'quiet', lang: currentLanguage() === 'fr' ? 'en' : 'fr', onclick: other },
        w.language,
      ),
    ),
  );
  field.focus();
}

/** A link pasted into the tab that is open already changes the fragment only. */
window.addEventListener('hashchange', () => {
  if (entryTicket() !== undefined) location.reload();
});
void start();
