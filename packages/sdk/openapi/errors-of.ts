export { errorsOf } from '../src/contract/errors-of.ts';
