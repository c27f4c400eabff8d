import { html, type TemplateResult } from 'lit';
import { api, type SandboxMessage } from '../api.ts';
import type { PageFactory } from '../app.ts';
import { moment } from '../format.ts';

/** The sandbox's post office, for trying the software out: the e-mails and SMS that real people would get. */
export const sandboxPage: PageFactory = async (app) => {
  let { data } = await api<{ data: SandboxMessage[] }>('/api/sandbox/messages');
  const reload = () =>
    app.run(async () => void ({ data } = await api<{ data: SandboxMessage[] }>('/api/sandbox/messages')));
  return {
    title: 'Boîte d’envoi du bac à sable',
    view: () => html`
      <header class="page-head">
        <h1 tabindex="-1">Boîte d’envoi du bac à sable</h1>
        <button @click=${reload}>Actualiser</button>
      </header>
      <p class="soft">Rien ne part de cette machine : voici les e-mails et SMS que les signataires recevraient.</p>
      ${
        data.length === 0
          ? html`<section class="empty"><h2>Rien n'est encore parti</h2></section>`
          : html`<ul class="plain">
              ${data.toReversed().map(letter)}
            </ul>`
      }
    `,
  };
};

const letter = ({ channel, to, subject, text, at }: SandboxMessage): TemplateResult =>
  html`<li class="card letter">
    <p class="soft"><span class="badge">${channel === 'sms' ? 'SMS' : 'E-mail'}</span> à ${to}, ${moment(at)}</p>
    ${subject ? html`<h2>${subject}</h2>` : ''}
    <p class="text">
      ${text.split(/(https?:\/\/\S+)/).map((part) => (/^https?:/.test(part) ? html`<a href=${part} target="_blank" rel="noopener">${part.length > 60 ? 'Ouvrir le lien' : part}</a>` : part))}
    </p>
  </li>`;
