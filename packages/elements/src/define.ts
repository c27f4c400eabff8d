// The provider first: elements upgraded after it find it when they ask for its contexts.
import './provider/provider.define.ts';
import './collection-builder/collection-builder.define.ts';
import './pdf-pages/pdf-pages.define.ts';
import './pdf-placement/pdf-placement.define.ts';
import './otp-prompt/otp-prompt.define.ts';
import './signer/signer.define.ts';
import './parapheur/parapheur.define.ts';
import './signature-report/signature-report.define.ts';
import './collection-tracker/collection-tracker.define.ts';
