import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Office } from './app.ts';
import { Customer } from './store.ts';

const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const CustomerForm = z.object({
  firstName: text(100),
  lastName: text(100),
  company: z.string().check(z.trim(), z.maxLength(150)),
  email: z.email().check(z.maxLength(254)),
  phone: z.string().check(z.trim(), z.maxLength(30)),
});

/** A mobile as typed in France, in E.164; undefined where it is none. */
export function normalisePhone(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s.()-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^0(?=[67]\d{8}$)/, '+33');
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : undefined;
}

/** The firm's clients. */
export function customerRoutes(app: Hono, office: Office): void {
  const { store } = office;
  app.get('/api/customers', (context) => {
    const { firmId } = office.user(context);
    const own = store.read().customers.filter((customer) => customer.firmId === firmId);
    const customers = own.sort((a, b) => a.lastName.localeCompare(b.lastName, 'fr'));
    return context.json({ data: customers });
  });
  app.post('/api/customers', async (context) => {
    const { firmId } = office.user(context);
    const parsed = parseCustomer(await context.req.json());
    if ('errors' in parsed)
      return context.json({ code: 'validation_failed', title: 'Vérifiez les champs signalés.', ...parsed }, 400);
    const customer = { id: randomUUID(), firmId, ...parsed.customer };
    await store.change((data) => void data.customers.push(customer));
    return context.json(customer, 201);
  });
  app.put('/api/customers/:id', async (context) => {
    const { firmId } = office.user(context);
    const parsed = parseCustomer(await context.req.json());
    if ('errors' in parsed)
      return context.json({ code: 'validation_failed', title: 'Vérifiez les champs signalés.', ...parsed }, 400);
    const id = context.req.param('id');
    const changed = await store.change((data) => {
      const at = data.customers.findIndex((customer) => customer.id === id && customer.firmId === firmId);
      if (at < 0) return undefined;
      return (data.customers[at] = { id, firmId, ...parsed.customer });
    });
    return changed ? context.json(changed) : context.notFound();
  });
}

type Parsed = { customer: Omit<Customer, 'id' | 'firmId'> } | { errors: Record<string, string> };

function parseCustomer(body: unknown): Parsed {
  const parsed = CustomerForm.safeParse(body);
  const errors: Record<string, string> = {};
  if (!parsed.success) for (const { path } of parsed.error.issues) errors[String(path[0])] = 'À compléter ou corriger';
  const phone = parsed.success ? normalisePhone(parsed.data.phone) : undefined;
  if (parsed.success && !phone) errors['phone'] = 'Numéro de mobile, par exemple 06 12 34 56 78';
  if (!parsed.success || !phone) return { errors };
  return { customer: { ...parsed.data, phone } };
}
