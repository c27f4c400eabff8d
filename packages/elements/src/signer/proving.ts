export { proveSignature } from './signature-proof.ts';
export { checkFile } from './verify-door.ts';
