import {a} from './rules/index.ts'; export const b: number = a;
