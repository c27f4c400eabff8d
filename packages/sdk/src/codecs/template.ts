import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { BulkResult, NewTemplate, Template, TemplateUse } from '../schemas/template.ts';
import { noun } from './noun.ts';

type WireTemplate = z.infer<typeof wire.Template>;
const toRole = ({ signatureLevel, ...rest }: WireTemplate['roles'][number]) => ({ ...rest, level: signatureLevel });
const toPlacement = ({ positionX, positionY, ...rest }: WireTemplate['positions'][number]) => ({
  ...rest,
  x: positionX,
  y: positionY,
});

/** A template. */
export const TemplateCodec = z.codec(wire.Template, noun<Template>(), {
  decode: ({ object, invitationMode, roles, positions, files, ...rest }) => ({
    ...rest,
    title: object,
    order: invitationMode,
    roles: roles.map(toRole),
    placements: positions.map(toPlacement),
    documents: files,
  }),
  encode: ({ documents, ...template }) => {
    const { id, ready, version, createdAt } = template;
    return { id, ready, version, createdAt, ...definitionOf(template), files: documents };
  },
});

/** What a template says, as the wire takes it. */
export function definitionOf({ title, order, roles, placements, ...rest }: NewTemplate) {
  return {
    name: rest.name,
    object: title,
    message: rest.message ?? '',
    mailSubject: rest.mailSubject ?? '',
    invitationMode: order ?? 'sequential',
    reminderEveryDays: rest.reminderEveryDays ?? null,
    roles: roles.map(({ level, ...role }) => ({ ...role, signatureLevel: level })),
    positions: (placements ?? []).map(({ x, y, ...place }) => ({ ...place, positionX: x, positionY: y })),
  };
}

/** The use of a template, as the wire takes it. */
export const useOf = ({ title, roles, prepare, ...rest }: TemplateUse) => ({
  ...rest,
  object: title,
  prepare: prepare ?? false,
  roles: roles.map(({ lastName, ...person }) => ({ ...person, name: lastName })),
});

/** What became of a bulk creation. */
export const BulkResultCodec = z.codec(wire.TemplateBulkResult, noun<BulkResult>(), {
  decode: ({ lines, ...rest }) => ({
    ...rest,
    lines: lines.map(({ transactionId, ...line }) => ({ ...line, collectionId: transactionId })),
  }),
  encode: ({ lines, ...rest }) => ({
    ...rest,
    lines: lines.map(({ collectionId, ...line }) => ({ ...line, transactionId: collectionId })),
  }),
});
