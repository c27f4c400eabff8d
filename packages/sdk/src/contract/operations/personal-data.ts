import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/** Everything that the firm holds about one person (GDPR, article 15); the expert only. */
export const exportPersonalData = operation({
  id: 'exportPersonalData',
  method: 'GET',
  path: '/personal-data',
  summary: 'Export what is held about a person',
  source: 'ours',
  auth: 'member',
  purposes: [],
  query: wire.DataSubject,
  response: wire.PersonalData,
  status: 200,
  errors: ['delegation_missing'],
});

/** Erases what the firm holds about one person, within what evidence must keep (article 17(3)); the expert only. */
export const erasePersonalData = operation({
  id: 'erasePersonalData',
  method: 'DELETE',
  path: '/personal-data',
  summary: 'Erase what is held about a person',
  source: 'ours',
  auth: 'member',
  purposes: [],
  query: wire.DataSubject,
  response: wire.PersonalDataErased,
  status: 200,
  errors: ['delegation_missing'],
});
