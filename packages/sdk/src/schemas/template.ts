import type * as z from 'zod/mini';
import type * as wire from '../contract/wire/index.ts';
import type { NewSigner } from './signer.ts';

/** A signer's place in a template: `party` says who fills it; its level of signature is pinned. */
export interface TemplateRole extends Omit<z.infer<typeof wire.TemplateRole>, 'signatureLevel'> {
  readonly level: z.infer<typeof wire.TemplateRole>['signatureLevel'];
}

/** Where a role signs visibly on the template's document at `order`: points from the bottom left; page −1 is the last. */
export interface TemplatePlacement {
  readonly role: string;
  readonly order: number;
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** What `templates.create` takes. The order of the roles is the order of turns. */
export interface NewTemplate {
  readonly name: string;
  readonly title: string;
  readonly message?: string | undefined;
  readonly mailSubject?: string | undefined;
  readonly order?: 'sequential' | 'parallel' | undefined;
  readonly reminderEveryDays?: number | null | undefined;
  readonly roles: readonly TemplateRole[];
  readonly placements?: readonly TemplatePlacement[] | undefined;
}

/** A template; a `ready` one is the platform's and can't be changed. */
export interface Template extends Required<NewTemplate> {
  readonly id: string;
  readonly ready: boolean;
  readonly version: number;
  readonly createdAt: string | null;
  readonly documents: z.infer<typeof wire.TemplateFile>[];
}

/** Who fills a role: a contact, a member, or a person typed in; a seal needs nobody. */
export type FilledRole = Pick<NewSigner, 'memberId' | 'contactId' | 'lastName' | 'firstName' | 'email' | 'phone'> & {
  readonly role: string;
};

/** What `templates.use` takes: who signs, and what differs from the template. */
export interface TemplateUse {
  readonly roles: readonly FilledRole[];
  readonly externalId?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  /** Hands it over for launching at once. */
  readonly prepare?: boolean | undefined;
}

/** What became of each line of a bulk creation; `code` is the error code of one that was refused. */
export interface BulkResult {
  readonly created: number;
  readonly existing: number;
  readonly refused: number;
  readonly lines: readonly {
    readonly line: number;
    readonly outcome: 'created' | 'existing' | 'refused';
    readonly collectionId: string | null;
    readonly code: string | null;
    readonly detail: string | null;
  }[];
}
