export { verifyInWorker, type VerifyInWorkerOptions } from './verify-in-worker.ts';
