// What is of no use before there is a document, and loaded with the first one.
export { PdfDocument } from './pdf-document.ts';
export { PasswordPrompt } from './render-password.ts';
export { ZoomGestures } from './zoom-gestures.ts';
export { readerStyles } from './reader.styles.ts';
