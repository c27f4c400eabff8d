import { html, type TemplateResult } from 'lit';
import { api, ApiError, type Customer } from '../api.ts';
import type { App, PageFactory } from '../app.ts';
import { icon } from '../icons.ts';

interface Field {
  readonly name: 'firstName' | 'lastName' | 'company' | 'email' | 'phone';
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
  readonly autocomplete: string;
  readonly required: boolean;
  readonly hint?: string;
}

const fields: readonly Field[] = [
  { name: 'firstName', label: 'Prénom', type: 'text', autocomplete: 'off', required: true },
  { name: 'lastName', label: 'Nom', type: 'text', autocomplete: 'off', required: true },
  { name: 'company', label: 'Société', type: 'text', autocomplete: 'off', required: false, hint: 'Facultatif' },
  { name: 'email', label: 'Adresse e-mail', type: 'email', autocomplete: 'off', required: true },
  {
    name: 'phone',
    label: 'Mobile',
    type: 'tel',
    autocomplete: 'off',
    required: true,
    hint: 'Le code confidentiel y sera envoyé par SMS',
  },
];

/** The firm's clients, and the form for one. */
export const customersPage: PageFactory = async (app) => {
  let { data } = await api<{ data: Customer[] }>('/api/customers');
  let edited: Partial<Customer> | undefined;
  let errors: Readonly<Record<string, string>> = {};

  async function save(event: SubmitEvent) {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    const id = edited?.id;
    try {
      await api(id ? `/api/customers/${id}` : '/api/customers', { method: id ? 'PUT' : 'POST', json: values });
      ({ data } = await api<{ data: Customer[] }>('/api/customers'));
      edited = undefined;
      errors = {};
      app.say('Client enregistré.');
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'validation_failed') return app.fail(error);
      errors = error.fields;
    }
    app.update();
    document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  const open = (customer: Partial<Customer> | undefined) => {
    edited = customer;
    errors = {};
    app.update();
    document.querySelector<HTMLElement>('form input')?.focus();
  };

  return {
    title: 'Clients',
    view: () => html`
      <header class="page-head">
        <h1 tabindex="-1">Clients</h1>
        <button class="primary" @click=${() => open({})}>${icon('plus')}Nouveau client</button>
      </header>
      ${edited ? form(edited, errors, save, () => open(undefined)) : ''}
      ${data.length === 0 && !edited ? empty(() => open({})) : list(app, data, open)}
    `,
  };
};

const empty = (add: () => void): TemplateResult =>
  html`<section class="empty">
    <h2>Aucun client pour le moment</h2>
    <p>Un client a besoin d'une adresse e-mail et d'un mobile pour signer à distance.</p>
    <p><button class="primary" @click=${add}>Ajouter le premier client</button></p>
  </section>`;

const list = (app: App, customers: readonly Customer[], open: (customer: Customer) => void): TemplateResult =>
  html`<ul class="cards">
    ${customers.map(
      (customer) =>
        html`<li class="card">
          <h2>${customer.company || `${customer.firstName} ${customer.lastName}`}</h2>
          <p>${customer.company ? `${customer.firstName} ${customer.lastName}` : ''}</p>
          <p class="soft">${customer.email}<br />${customer.phone}</p>
          <div class="row">
            <a class="button" href=${`/lettre/${customer.id}`}>Lettre de mission</a>
            <label class="button" for=${`pdf-${customer.id}`}>Autre PDF</label>
            <input
              class="hidden"
              id=${`pdf-${customer.id}`}
              type="file"
              accept="application/pdf"
              @change=${(event: Event) => void send(app, customer, event)}
            />
            <button class="link" @click=${() => open(customer)}>Modifier</button>
          </div>
        </li>`,
    )}
  </ul>`;

async function send(app: App, customer: Customer, event: Event): Promise<void> {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (!file) return;
  await app.run(async () => {
    const form = new FormData();
    form.set('customerId', customer.id);
    form.set('file', file);
    const { id } = await api<{ id: string }>('/api/documents', { form });
    await app.go(`/preparer/${id}`);
  });
  input.value = '';
}

function form(
  customer: Partial<Customer>,
  errors: Readonly<Record<string, string>>,
  save: (event: SubmitEvent) => void,
  cancel: () => void,
): TemplateResult {
  return html`<form class="card" novalidate @submit=${save}>
    <h2>${customer.id ? 'Modifier le client' : 'Nouveau client'}</h2>
    <div class="grid">
      ${fields.map(({ name, label, type, autocomplete, required, hint }) => {
        const wrong = errors[name];
        return html`<div class="field">
          <label for=${name}>${label}</label>
          <input
            id=${name}
            name=${name}
            type=${type}
            autocomplete=${autocomplete}
            .value=${customer[name] ?? ''}
            ?required=${required}
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby=${`${name}-hint`}
          />
          <small id=${`${name}-hint`} class=${wrong ? 'bad' : 'soft'}>${wrong ?? hint ?? ''}</small>
        </div>`;
      })}
    </div>
    <div class="row">
      <button class="primary">Enregistrer</button><button type="button" @click=${cancel}>Annuler</button>
    </div>
  </form>`;
}
