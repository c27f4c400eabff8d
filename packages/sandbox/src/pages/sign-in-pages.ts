import type { Delegation } from '@jse/sdk/rules';
import { type Consent, type OfferedFirm, type OfferedPerson, shownPeople } from '../domain/people/sign-in-choices.ts';
import { hasAll } from '../domain/people/membership.ts';
import { escapeHtml as text } from '../html.ts';

/** What the pages of the sign-in say beside their choices. */
export interface SignInWords {
  readonly software: string;
  readonly terms: { readonly version: string; readonly url: string };
}

const roles = { expert: 'expert-comptable', collaborator: 'collaborateur' } as const;
const sandbox =
  '<p class="soft">Bac à sable : cette page tient lieu de Comptexpert. Aucun mot de passe n’est demandé et ces personnes n’existent pas.</p>';
const refusal =
  '<form method="post"><input type="hidden" name="decision" value="refuse"><button class="secondary">Refuser l’accès</button></form>';
/** Who has one firm only is not asked for it: no number is passed over, none promised. */
const step = (name: string) => `<p class="step">${name}</p>`;
const alert = (words: string | undefined, target: string) =>
  words === undefined
    ? ''
    : `<div class="alert" role="alert"><p><strong>Il manque quelque chose.</strong> <a href="#${target}">${text(words)}</a></p></div>`;

/** First step: who signs in. A form of GET: nothing happens by following a link or by going back. */
export function personStep(
  { software }: SignInWords,
  people: readonly OfferedPerson[],
  search: string,
  error?: string,
): string {
  const shown = people.slice(0, shownPeople);
  const many = people.length > shownPeople || search !== '';
  const found = shown.map(({ id, name, email, firms }, at) =>
    choice({ name: 'personne', value: id, title: name, details: [email, firms.join(', ')], first: at === 0 }),
  );
  const searching = many
    ? `<form method="get" role="search" class="search"><label for="recherche">Rechercher une personne</label><input id="recherche" type="search" name="recherche" autocomplete="off" value="${text(search)}"><button class="secondary">Rechercher</button></form>`
    : '';
  const nobody = `<p>Personne ne correspond à cette recherche.</p>`;
  const more =
    people.length > shownPeople
      ? `<p class="soft">Les ${shownPeople} premières personnes sont affichées ; précisez la recherche pour trouver les autres.</p>`
      : '';
  return (
    step('Première étape') +
    `<h1>Connexion Comptexpert</h1><p>Le logiciel <strong>${text(software)}</strong> demande un accès à votre cabinet sur Je Signe Expert.</p>` +
    alert(error, 'choix-0') +
    searching +
    (shown.length === 0
      ? nobody
      : `<form method="get"><fieldset><legend>Qui êtes-vous ?</legend>${found.join('')}</fieldset>${more}<button>Continuer</button></form>`) +
    refusal +
    sandbox
  );
}

/** Second step, for who has several firms: which of them. */
export function firmStep(
  { software }: SignInWords,
  person: { readonly id: string; readonly name: string; readonly email: string },
  firms: readonly OfferedFirm[],
  error?: string,
): string {
  const offered = firms.map(({ memberId, name, role, delegations }, at) =>
    choice({ name: 'cabinet', value: memberId, title: name, details: [rightsIn(role, delegations)], first: at === 0 }),
  );
  return (
    step('Deuxième étape') +
    `<h1>Pour quel cabinet ?</h1><p>Vous êtes <strong>${text(person.name)}</strong>, ${text(person.email)}. <a href="?">Ce n’est pas vous ?</a></p>` +
    alert(error, 'choix-0') +
    `<form method="get"><input type="hidden" name="personne" value="${text(person.id)}">` +
    `<fieldset><legend>Cabinet auquel ${text(software)} aura accès</legend>${offered.join('')}</fieldset><button>Continuer</button></form>` +
    refusal
  );
}

/** Last step: what access is given to whom, in so many words; only its POST gives it. */
export function consentStep({ software, terms }: SignInWords, given: Consent, error?: string): string {
  const { person, name: firm } = given;
  const boxes = [
    ...(given.termsOpen
      ? [
          check(
            'cgu',
            `Pour ${text(firm)}, j’accepte les <a href="${text(terms.url)}" target="_blank" rel="noopener">conditions générales d’utilisation (CGU), version ${text(terms.version)} (nouvel onglet)</a>`,
            error !== undefined,
          ),
        ]
      : []),
    ...(given.identityOpen
      ? [
          check(
            'identite',
            'Comptexpert a vu ma pièce d’identité <small>Le bac à sable ne la demande pas. Sans elle l’accès est donné, mais votre certificat n’est pas créé.</small>',
            false,
            false,
          ),
        ]
      : []),
  ];
  return (
    step('Dernière étape') +
    `<h1>Autoriser ${text(software)} ?</h1>` +
    alert(error, 'cgu') +
    `<dl><div><dt>Logiciel</dt><dd>${text(software)}</dd></div><div><dt>Cabinet</dt><dd>${text(firm)}</dd></div>` +
    `<div><dt>Au nom de</dt><dd>${text(person.name)}<small>${roles[given.role]}</small><small>${text(person.email)}</small></dd></div></dl>` +
    `<h2>Ce logiciel pourra</h2><ul class="can">${items(powers(given))}</ul>` +
    `<h2>Il ne pourra pas</h2><ul class="cannot">${items(limits(given))}</ul>` +
    `<h2>Pendant combien de temps</h2><p>En votre nom : 5 jours, puis une nouvelle connexion. Pour le cabinet : jusqu’à ce qu’un expert-comptable du cabinet révoque l’accès. Vous pouvez vous déconnecter partout à tout moment.</p>` +
    (given.newCertificate
      ? `<p class="note">Un certificat de signature à votre nom, valable 3 ans et conservé par Je Signe Expert, ${given.identityOpen ? 'sera créé une fois votre identité vérifiée' : 'sera créé à cette connexion'}.</p>`
      : '') +
    `<form method="post"><input type="hidden" name="member" value="${text(given.memberId)}">` +
    (boxes.length > 0
      ? `<fieldset><legend class="hidden">Avant de continuer</legend>${boxes.join('')}</fieldset>`
      : '') +
    `<button name="decision" value="allow">Autoriser l’accès</button>` +
    `<button class="secondary" name="decision" value="refuse" formnovalidate>Refuser l’accès</button></form>` +
    `<p class="soft"><a href="?">Changer de personne ou de cabinet</a></p>`
  );
}

/** What the software may do for this member, by his rights as they are. */
function powers({ role, delegations }: Pick<OfferedFirm, 'role' | 'delegations'>): string[] {
  const has = (right: Delegation) => delegations.includes(right);
  return [
    'voir les collectes du cabinet, leurs documents, leurs signataires et leur état',
    ...(has('prepare') ? ['préparer des collectes : documents, signataires, emplacements'] : []),
    ...(has('launch') ? ['lancer, relancer et annuler des collectes, ce qui dépense le crédit du cabinet'] : []),
    ...(has('sign') ? ['vous présenter les documents à signer, dans votre parapheur'] : []),
    ...(has('seal') ? ['vous présenter les documents à sceller du cachet du cabinet'] : []),
    ...(role === 'expert' ? ['gérer les membres du cabinet, leurs délégations, leurs accès et leurs certificats'] : []),
  ];
}

function limits({ delegations }: Pick<OfferedFirm, 'delegations'>): string[] {
  const acts = delegations.includes('seal') ? 'signer ni sceller' : 'signer';
  return [
    `${acts} à votre place : chaque acte demande le code confidentiel envoyé à votre mobile`,
    'voir votre mot de passe Comptexpert',
    'accéder à vos autres cabinets',
  ];
}

const items = (words: readonly string[]): string => words.map((word) => `<li>${text(word)}</li>`).join('');

const names = { sign: 'signer', seal: 'sceller', prepare: 'préparer', launch: 'lancer' } as const;

function rightsIn(role: OfferedFirm['role'], delegations: readonly Delegation[]): string {
  const rights = delegations.map((right) => names[right]).join(', ');
  if (hasAll(delegations)) return `${roles[role]} · toutes les délégations`;
  return `${roles[role]} · ${rights === '' ? 'aucune délégation' : `délégations : ${rights}`}`;
}

function choice(option: {
  name: string;
  value: string;
  title: string;
  details: readonly string[];
  first: boolean;
}): string {
  const id = option.first ? ' id="choix-0"' : '';
  const details = option.details.map((detail) => `<small>${text(detail)}</small>`).join('');
  return (
    `<label class="choice"><input type="radio" name="${option.name}" value="${text(option.value)}" required${id}>` +
    `<span>${text(option.title)}${details}</span></label>`
  );
}

function check(name: string, words: string, wrong: boolean, required = true): string {
  const state = `${required ? ' required' : ''}${wrong ? ` aria-invalid="true" aria-describedby="${name}-erreur"` : ''}`;
  const said = wrong ? `<p class="bad" id="${name}-erreur">Cochez cette case pour continuer.</p>` : '';
  return `<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="oui"${state}><span>${words}</span></label>${said}`;
}
