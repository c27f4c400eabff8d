import '@jse/elements/provider/define';
import '@jse/elements/signer/define';
import { createBrowserClient } from '@jse/sdk/browser';

// Where the platform is and who you are to it; nothing secret.
const baseUrl = 'http://localhost:4010';
const editor = 'my-software';

const provider = document.querySelector('jse-provider');
const open = document.querySelector('#open');

// The link's token stands in the fragment: out of the address at once, kept for a reload of this tab alone.
const invitation =
  new URLSearchParams(location.hash.slice(1)).get('invitation') ?? sessionStorage.getItem('invitation');
history.replaceState(null, '', location.pathname);

if (invitation) sessionStorage.setItem('invitation', invitation);
else {
  document.querySelector('#said').textContent = 'Ouvrez le lien de votre e-mail d’invitation en entier.';
  open.disabled = true;
}

// Mail scanners open links: the invitation is redeemed after a person's click alone.
open.addEventListener('click', () => {
  provider.client = createBrowserClient({ baseUrl, editor, invitation });
  provider.hidden = false;
  document.querySelector('#welcome').hidden = true;
});
