import { OptionError } from '../option-error.ts';

const [shortest, longest] = [8, 500];

/**
 * The token that opens the console, null where there is none. An empty one, or one that is soon guessed, opened every code
 * and letter to whoever asks: it is refused (`developer_token_invalid`), and so is one that no header could carry.
 */
export function developerTokenOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (given.length < shortest || given.length > longest || !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(given)) {
    throw new OptionError(
      'developer_token_invalid',
      `The developer token must have ${shortest} to ${longest} characters of ASCII, without spaces around it`,
    );
  }
  return given;
}
