import { createContext } from '@lit/context';
import type { Strings } from '../i18n/strings.ts';

/** Language tag and overridden words, as `<jse-provider>` hands them down. */
export interface LocaleContext {
  readonly lang?: string;
  readonly strings?: Strings;
}

/** The provider's language and words; read through the `Localize` controller rather than directly. */
export const localeContext = createContext<LocaleContext>(Symbol.for('jse-locale'));
