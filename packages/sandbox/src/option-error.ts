/** What a sandbox is not started with; stable strings. */
export type OptionErrorCode = 'developer_token_invalid' | 'base_url_invalid' | 'editor_secret_empty';

/** An option with which the platform does not start; the message names it and says what it may be. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  readonly code: OptionErrorCode;
  constructor(code: OptionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
