import { defineTerms } from '../i18n/catalogue.ts';
import { en } from './collection-builder.terms.en.ts';
import { fr } from './collection-builder.terms.fr.ts';

/** The catalogue of `<jse-collection-builder>`. */
export const collectionBuilderTerms = defineTerms('collection-builder', { fr, en });
