import { html } from 'lit';
import { api, type Customer } from '../api.ts';
import type { PageFactory } from '../app.ts';

/** The form of an engagement letter for a client. */
export const letterPage: PageFactory = async (app, [chosen]) => {
  const { data: customers } = await api<{ data: Customer[] }>('/api/customers');
  let busy = false;

  async function make(event: SubmitEvent) {
    event.preventDefault();
    const values = new FormData(event.target as HTMLFormElement);
    busy = true;
    app.update();
    await app.run(async () => {
      const json = {
        customerId: values.get('customerId'),
        mission: values.get('mission'),
        yearlyFee: Number(values.get('yearlyFee')),
        startsOn: values.get('startsOn'),
        seal: values.get('seal') === 'on',
      };
      const { id } = await api<{ id: string }>('/api/letters', { json });
      await app.go(`/preparer/${id}`);
    });
    busy = false;
    app.update();
  }

  const empty = html`<section class="empty">
    <h2>Il faut d'abord un client</h2>
    <p>La lettre de mission s'adresse à un client du cabinet.</p>
    <p><a class="button primary" href="/clients">Ajouter un client</a></p>
  </section>`;
  return {
    title: 'Lettre de mission',
    view: () => html`
      <header class="page-head"><h1 tabindex="-1">Lettre de mission</h1></header>
      ${
        customers.length === 0
          ? empty
          : html`<form class="card narrow" @submit=${make}>
              <div class="field">
                <label for="customerId">Client</label>
                <select id="customerId" name="customerId" required>
                  ${customers.map(
                    ({ id, company, firstName, lastName }) =>
                      html`<option value=${id} ?selected=${id === chosen}>
                        ${company || `${firstName} ${lastName}`}
                      </option>`,
                  )}
                </select>
              </div>
              <div class="field">
                <label for="mission">Mission</label>
                <input
                  id="mission"
                  name="mission"
                  required
                  minlength="3"
                  maxlength="300"
                  value="présentation des comptes annuels et établissement des déclarations fiscales"
                />
              </div>
              <div class="grid">
                <div class="field">
                  <label for="yearlyFee">Honoraires annuels HT</label>
                  <input
                    id="yearlyFee"
                    name="yearlyFee"
                    type="number"
                    min="0"
                    step="1"
                    inputmode="numeric"
                    required
                    value="3600"
                  />
                </div>
                <div class="field">
                  <label for="startsOn">Début de la mission</label>
                  <input
                    id="startsOn"
                    name="startsOn"
                    type="date"
                    required
                    value=${new Date().toISOString().slice(0, 10)}
                  />
                </div>
              </div>
              <label class="check"
                ><input type="checkbox" name="seal" /> Ajouter le cachet du cabinet après les signatures</label
              >
              <div class="row">
                <button class="primary" ?disabled=${busy}>${busy ? 'Préparation…' : 'Envoyer pour signature'}</button>
              </div>
              <p class="soft">Vous relirez le document, les signataires et les emplacements avant le lancement.</p>
            </form>`
      }
    `,
  };
};
