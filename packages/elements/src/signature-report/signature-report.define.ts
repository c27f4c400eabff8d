import { defineElement } from '../define-element.ts';
import { JseSignatureReport } from './signature-report.ts';

/** Registers `<jse-signature-report>`; importing this module does it for the page. */
export function defineSignatureReport(registry?: CustomElementRegistry): void {
  defineElement('jse-signature-report', JseSignatureReport, registry);
}

defineSignatureReport();
