import { executeServerCommand } from '@web/test-runner-commands';

/** Presses a key while a modifier is held, in all browsers. */
export const pressWith = (modifier: 'Alt' | 'Shift', key: string): Promise<unknown> =>
  executeServerCommand('jse-press-with', { modifier, key });
