import { App } from './app.ts';
import { collectionPage } from './pages/collection.ts';
import { collectionsPage } from './pages/collections.ts';
import { customersPage } from './pages/customers.ts';
import { letterPage } from './pages/letter.ts';
import { parapheurPage } from './pages/parapheur.ts';
import { preparePage } from './pages/prepare.ts';
import { sandboxPage } from './pages/sandbox.ts';
import { signInPage } from './pages/sign-in.ts';
import { signPage } from './pages/sign.ts';

const root = document.querySelector<HTMLElement>('#app');
if (!root) throw new Error('The page has no place for the software');
const routes = new Map([
  ['', collectionsPage],
  ['clients', customersPage],
  ['lettre', letterPage],
  ['preparer', preparePage],
  ['collecte', collectionPage],
  ['parapheur', parapheurPage],
  ['signature', signPage],
  ['bac-a-sable', sandboxPage],
]);
await new App(root, routes, signInPage).open();
