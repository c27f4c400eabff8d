import type { Client, Collection } from '@jse/sdk/server';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { Office } from './app.ts';
import { makeLetter } from './letter.ts';
import type { Customer } from './store.ts';

const LetterForm = z.object({
  customerId: z.string(),
  mission: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  yearlyFee: z.number().check(z.minimum(0), z.maximum(10_000_000)),
  startsOn: z.iso.date(),
  seal: z.boolean(),
});
/** How many collections the overview shows. */
const shown = 200;
/** What a page is for: one collection, one signature in it, or the signed-in member's own tray. */
const EmbedForm = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.enum(['prepare', 'follow']), collectionId: z.string() }),
  z.object({ purpose: z.literal('sign'), collectionId: z.string(), signerId: z.string() }),
  z.object({ purpose: z.literal('parapheur') }),
]);

/** Collections made from this software, and the codes with which its pages open their sessions. */
export function collectionRoutes(app: Hono, office: Office): void {
  const { store, settings } = office;
  const customerOf = (context: Context, id: string) => {
    const { firmId } = office.user(context);
    return store.read().customers.find((customer) => customer.id === id && customer.firmId === firmId);
  };

  app.get('/api/collections', async (context) => {
    const data: (Collection & { customer: string })[] = [];
    for await (const collection of office.client(context).collections.list({ limit: 50 })) {
      data.push({ ...collection, customer: customerName(context, collection.id) });
      if (data.length === shown) break;
    }
    return context.json({ data });
  });
  app.get('/api/collections/:id', async (context) => {
    const collection = await office.client(context).collections.get(context.req.param('id'));
    return context.json({ ...collection, customer: customerName(context, collection.id) });
  });
  app.post('/api/letters', async (context) => {
    const form = LetterForm.safeParse(await context.req.json());
    const customer = form.success ? customerOf(context, form.data.customerId) : undefined;
    if (!form.success || !customer)
      return context.json({ code: 'validation_failed', title: 'Vérifiez la mission, la date et les honoraires.' }, 400);
    const client = office.client(context);
    const bytes = await makeLetter(office.user(context).firm, customer, form.data);
    const id = await draft(client, customer, {
      title: 'Lettre de mission',
      name: 'lettre-de-mission.pdf',
      bytes,
      seal: form.data.seal,
    });
    await remember(id, customer.id);
    return context.json({ id }, 201);
  });
  app.post('/api/documents', async (context) => {
    const form = await context.req.formData();
    const file = form.get('file');
    const customer = customerOf(context, String(form.get('customerId')));
    if (!(file instanceof File) || !customer)
      return context.json({ code: 'validation_failed', title: 'Choisissez un fichier PDF.' }, 400);
    const title = file.name.replace(/\.pdf$/i, '').slice(0, 45) || 'Document';
    const bytes = new Uint8Array(await file.arrayBuffer());
    const id = await draft(office.client(context), customer, { title, name: file.name, bytes, seal: false });
    await remember(id, customer.id);
    return context.json({ id }, 201);
  });
  app.post('/api/collections/:id/launch', async (context) =>
    context.json(await office.client(context).collections.launch(context.req.param('id'))),
  );
  app.get('/api/collections/:id/documents/:documentId', async (context) => {
    const { id, documentId } = context.req.param();
    const client = office.client(context);
    const name =
      (await client.collections.get(id)).documents.find((document) => document.id === documentId)?.name ??
      'document.pdf';
    const { bytes } = await client.documents.download(id, documentId);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new Response(bytes, {
      headers: { 'content-type': 'application/pdf', 'content-disposition': disposition, 'cache-control': 'no-store' },
    });
  });
  app.post('/api/embed-codes', async (context) => {
    const form = EmbedForm.safeParse(await context.req.json());
    if (!form.success) return context.json({ code: 'validation_failed', title: 'Demande incomplète' }, 400);
    const client = office.client(context);
    const { memberId } = office.user(context);
    if (form.data.purpose === 'sign' && !(await isOwnAct(client, memberId, form.data)))
      return context.json(
        { code: 'forbidden', title: 'Un client signe depuis son invitation, sur son appareil.' },
        403,
      );
    const { code } = await client.embedSessions.create({ ...form.data, origins: [settings.origin] });
    return context.json({ code }, 201);
  });

  async function remember(collectionId: string, customerId: string): Promise<void> {
    await store.change((data) => void (data.collections[collectionId] = { customerId }));
  }

  function customerName(context: Context, collectionId: string): string {
    const customer = customerOf(context, store.read().collections[collectionId]?.customerId ?? '');
    return customer ? customer.company || `${customer.firstName} ${customer.lastName}` : '';
  }
}

/** Whether a member would sign for himself, or release the firm's seal; the platform checks his rights. */
async function isOwnAct(
  client: Client,
  memberId: string,
  { collectionId, signerId }: { readonly collectionId: string; readonly signerId: string },
): Promise<boolean> {
  const signer = (await client.collections.get(collectionId)).signers.find(({ id }) => id === signerId);
  return signer !== undefined && (signer.level === 'seal' || signer.memberId === memberId);
}

/** A draft with the client first, then the firm's expert, then its seal if asked; one that can't be filled is cancelled. */
async function draft(
  client: Client,
  customer: Customer,
  letter: { readonly title: string; readonly name: string; readonly bytes: Uint8Array; readonly seal: boolean },
): Promise<string> {
  const { id } = await client.collections.create({ title: letter.title });
  try {
    await fill(client, id, customer, letter);
    return id;
  } catch (error) {
    await client.collections.cancel(id);
    throw error;
  }
}

async function fill(
  client: Client,
  id: string,
  customer: Customer,
  letter: { readonly name: string; readonly bytes: Uint8Array; readonly seal: boolean },
): Promise<void> {
  await client.documents.upload(id, 1, letter.bytes, { name: letter.name });
  const { firstName, lastName, email, phone } = customer;
  await client.signers.add(id, { order: 1, level: 'simple', firstName, lastName, email, phone });
  const expert = (await client.members.list()).find(({ role }) => role === 'expert');
  if (expert) await client.signers.add(id, { order: 2, level: 'advanced', memberId: expert.id });
  if (letter.seal) await client.signers.add(id, { order: expert ? 3 : 2, level: 'seal' });
  await place(client, await client.collections.get(id));
}

async function place(client: Client, { id, documents, signers }: Collection): Promise<void> {
  const [document] = documents;
  const page = document?.pages.at(-1);
  if (!document || !page || page.width < 595 || page.height < 400) return;
  const spots = [
    { x: 60, y: 260 },
    { x: 325, y: 260 },
    { x: 325, y: 190 },
  ];
  const placements = signers.slice(0, 3).map((signer, at) => ({
    documentId: document.id,
    signerId: signer.id,
    page: -1,
    ...(spots[at] ?? { x: 60, y: 60 }),
  }));
  await client.placements.replace(id, placements);
}
