import type { ChangeCode } from '../changes/change-code.ts';

/** What each kind of later change is, in French and in English. */
export const changeSentences: Readonly<Record<ChangeCode, readonly [string, string]>> = {
  TRAILING_BYTES: [
    'Des données suivent la dernière version du document.',
    'Data follows the last revision of the document.',
  ],
  XREF_UNREADABLE: [
    'La table des objets est illisible : ce qui a changé ne peut pas être établi.',
    'The table of objects is unreadable: what changed cannot be established.',
  ],
  XREF_CHAIN_BROKEN: [
    'Une version antérieure est illisible : ce qui a changé ne peut pas être établi.',
    'An earlier revision is unreadable: what changed cannot be established.',
  ],
  REVISIONS_OUT_OF_ORDER: [
    "Les versions ne se suivent pas dans l'ordre : ce qui a changé ne peut pas être établi.",
    'The revisions are out of order: what changed cannot be established.',
  ],
  XREF_CONFLICT: [
    "Une version place un objet à deux endroits, ou d'une façon que la norme ne connaît pas.",
    'A revision places an object twice, or in a way that the standard does not know.',
  ],
  OBJECT_UNREADABLE: [
    "Un élément du document est illisible : ce qu'il montre, et si cela a changé, ne peut pas être établi.",
    'A part of the document is unreadable: what it shows, and whether that changed, cannot be established.',
  ],
  TRAILER_ENTRY_UNKNOWN: [
    'La fin du fichier renvoie à un élément inconnu de la norme.',
    'The trailer leads to something that the standard does not know.',
  ],
  ENCRYPTION_MODIFIED: ['Le chiffrement du document a changé.', 'The encryption of the document changed.'],
  VERSION_INCREASED: ['Le numéro de version du format PDF a augmenté.', 'The version of the PDF format increased.'],
  VERSION_DECREASED: ['Le numéro de version du format PDF a baissé.', 'The version of the PDF format decreased.'],
  EXTENSIONS_UPDATED: ['Les extensions déclarées ont changé.', 'The declared extensions changed.'],
  METADATA_UPDATED: ['Les métadonnées ont changé.', 'The metadata changed.'],
  CATALOG_MODIFIED: [
    'Un réglage du document entier a changé (ouverture, script, calques, fichiers joints ou plan).',
    'A setting of the whole document changed (opening, script, layers, attachments or outline).',
  ],
  PERMISSIONS_ADDED: [
    'Une certification ou des droits ont été ajoutés après coup.',
    'A certification or rights were added afterwards.',
  ],
  PERMISSIONS_MODIFIED: ['Une certification ou des droits ont été changés.', 'A certification or rights were changed.'],
  DSS_UPDATED: ['Des données de validation à long terme ont été ajoutées.', 'Long-term validation data was added.'],
  DSS_REMOVED: ['Des données de validation à long terme ont été retirées.', 'Long-term validation data was removed.'],
  PAGES_MODIFIED: ['Des pages ont été ajoutées, retirées ou déplacées.', 'Pages were added, removed or moved.'],
  PAGES_TOO_DEEP: [
    "L'arbre des pages est trop profond pour être comparé.",
    'The page tree is too deep to be compared.',
  ],
  PAGE_MODIFIED: [
    "Le contenu, les ressources ou le format d'une page ont changé.",
    'The content, resources or boxes of a page changed.',
  ],
  TABS_MODIFIED: ["L'ordre de tabulation d'une page a changé.", 'The tab order of a page changed.'],
  RESOURCES_MODIFIED: [
    'Une ressource partagée par les champs (une police, par exemple) a changé.',
    'A resource that fields share (a font, say) changed.',
  ],
  ANNOTATION_ADDED: ['Une annotation a été ajoutée.', 'An annotation was added.'],
  ANNOTATION_MODIFIED: ['Une annotation a été modifiée.', 'An annotation was changed.'],
  ANNOTATION_REMOVED: ['Une annotation a été retirée.', 'An annotation was removed.'],
  WIDGET_ADDED: ["Un champ montre une nouvelle zone à l'écran.", 'A field shows at a new place.'],
  WIDGET_REMOVED: ["Une zone d'un champ a été retirée.", 'A place of a field was removed.'],
  VISIBLE_FIELD_AFTER_CERTIFICATION: [
    'Un champ de signature visible a été ajouté à un document certifié : il peut recouvrir ce qui a été certifié.',
    'A visible signature field was added to a certified document: it can cover what was certified.',
  ],
  STRUCTURE_EXTENDED: [
    "La structure logique (que lit un lecteur vocal) a reçu les éléments d'annotations ou de champs.",
    'The logical structure (what screen readers read) got elements of annotations or fields.',
  ],
  STRUCTURE_MODIFIED: [
    'La structure logique (que lit un lecteur vocal) a changé.',
    'The logical structure (what screen readers read) changed.',
  ],
  STRUCTURE_TOO_DEEP: [
    'La structure logique est trop profonde pour être comparée.',
    'The logical structure is too deep to be compared.',
  ],
  ACROFORM_MODIFIED: ['Un réglage du formulaire a changé.', 'A setting of the form changed.'],
  ACROFORM_REMOVED: ['Le formulaire a été retiré.', 'The form was removed.'],
  XFA_MODIFIED: ['Le formulaire XFA a changé.', 'The XFA form changed.'],
  FIELD_ADDED: ['Un champ a été ajouté.', 'A field was added.'],
  FIELD_FILLED: ['Un champ a été rempli.', 'A field was filled in.'],
  FIELD_MODIFIED: ['Un champ a été modifié au-delà de sa valeur.', 'A field was changed beyond its value.'],
  FIELD_KIDS_MODIFIED: ["Les éléments d'un champ ont changé.", 'The parts of a field changed.'],
  FIELD_RENAMED: ['Un champ a changé de nom.', 'A field got another name.'],
  FIELD_REMOVED: ['Un champ a été retiré.', 'A field was removed.'],
  LOCKED_FIELD_MODIFIED: [
    'Un champ verrouillé par la signature a été modifié.',
    'A field that the signature locks was changed.',
  ],
  APPEARANCE_REPLACED: [
    "L'apparence d'un champ a été remplacée sans que sa valeur change.",
    'The look of a field was replaced while its value stayed.',
  ],
  FIELD_SIGNED: ['Un champ de signature a été signé.', 'A signature field was signed.'],
  SIGNATURE_FIELD_ADDED: ['Un champ de signature a été ajouté.', 'A signature field was added.'],
  SIGNATURE_MODIFIED: [
    "Le champ d'une signature existante a été modifié.",
    "An existing signature's field was changed.",
  ],
  SIGNATURE_REPLACED: ['Une signature a été remplacée par une autre.', 'A signature was replaced by another.'],
  SIGNATURE_REMOVED: ["Une signature n'est plus montrée par le document.", 'A signature is no longer shown.'],
};
