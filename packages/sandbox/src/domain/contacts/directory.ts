import { limits } from '@jse/sdk/rules';

/** What can be read of a contact. */
export const contactFields = ['name', 'firstName', 'email', 'phone', 'company', 'externalId'] as const;
/** One of {@link contactFields}. */
export type ContactField = (typeof contactFields)[number];
/** Values by field, as they stand in a file. */
export type Values = Partial<Record<ContactField, string>>;

/** A line of a CSV file or a card, numbered as an editor numbers lines; what cannot be read at all is malformed. */
export interface DirectoryLine {
  readonly line: number;
  readonly values: Readonly<Values>;
  readonly malformed: boolean;
}

/** A directory file as read: what each heading was taken for (a vCard has none), and its lines. */
export interface Directory {
  readonly columns: readonly { readonly heading: string; readonly field: ContactField | null }[];
  readonly lines: readonly DirectoryLine[];
}

/** Why a file that is too long is refused. */
export const tooMany = `The file holds more than ${limits.importLines} contacts`;
