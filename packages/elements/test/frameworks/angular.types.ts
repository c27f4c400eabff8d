import type { JseElement, JseInputs, JseOutput } from '@jse/elements/angular';

/** A component's class: its template binds these fields to `<jse-signer>`, under CUSTOM_ELEMENTS_SCHEMA. */
export class SigningPage {
  readonly collectionId: NonNullable<JseInputs<'jse-signer'>['collectionId']> = 'col_1';
  signer: JseElement<'jse-signer'> | undefined;

  onSigned({ documents }: JseOutput<'jse-signer', 'jse-signed'>): number {
    return documents.length;
  }

  onBefore(event: JseOutput<'jse-collection-tracker', 'jse-before-follow-up'>): void {
    if (event.act === 'archive') event.preventDefault();
  }
}

// @ts-expect-error -- no such event
export type Sealed = JseOutput<'jse-signer', 'jse-sealed'>;
// @ts-expect-error -- a number is no id
export const wrong: JseInputs<'jse-signer'> = { collectionId: 3 };
