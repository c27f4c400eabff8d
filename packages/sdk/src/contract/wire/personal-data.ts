import * as z from 'zod/mini';
import { personalData, type PersonalDataCategory } from '../../rules/index.ts';
import { Email, Time } from './common.ts';

const Category = z.enum(Object.keys(personalData) as [PersonalDataCategory, ...PersonalDataCategory[]]);

/** Whom it is about. */
export const DataSubject = z.object({ email: Email });

/** Everything that a firm holds about one person, by category, with why and how long; where it is kept. */
export const PersonalData = z.object({
  email: z.string(),
  office: z.string(),
  at: Time,
  dataLocation: z.string(),
  categories: z.array(
    z.object({
      category: Category,
      purpose: z.string(),
      basis: z.string(),
      retention: z.string(),
      records: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** What was erased, and what is kept all the same: why and until when (null: until what the reason names). */
export const PersonalDataErased = z.object({
  email: z.string(),
  erased: z.array(z.object({ category: Category, count: z.int() })),
  kept: z.array(z.object({ category: Category, count: z.int(), reason: z.string(), until: z.nullable(Time) })),
});
