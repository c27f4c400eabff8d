import { errorCodes } from '../src/contract/index.ts';
import { clientErrorCodes, type JseErrorCode, webhookErrorCodes } from '../src/errors.ts';
import { clientMessages } from '../src/user-message.ts';
import { errorAdvice } from './error-advice.ts';

const intro = `# Errors

Every call of \`@jse/sdk\` fails with one error, \`JseError\`. Branch on its \`code\` (\`isJseError(error, 'credit_insufficient')\`
narrows it), show people \`userMessage(error, 'fr' | 'en')\`, and give \`requestId\` to the support. \`fieldErrors\` name wrong
fields by JSON pointer in the SDK's words, \`retryAfter\` is in seconds, \`problem\` is what the platform said (RFC 9457), and
\`idempotencyKey\`, given back, resumes the same call. A later platform may send a code that this version does not know.

This page is written by \`packages/sdk/scripts/error-pages.ts\` from the codes themselves.
`;

const row = (code: JseErrorCode, status: string, { fr, en }: { readonly fr: string; readonly en: string }) =>
  `| \`${code}\` | ${status} | ${en}<br>${fr} | ${errorAdvice[code]} |\n`;
const head = '| code | status | what people are told | what to do |\n| --- | --- | --- | --- |\n';

/** docs/errors.md: each code, the words for people in both languages, and what a program does about it. */
export function errorPage(): string {
  const platform = Object.entries(errorCodes).map(([code, { status, ...words }]) =>
    row(code as JseErrorCode, String(status), words),
  );
  const client = clientErrorCodes.map((code) => row(code, '–', clientMessages[code]));
  const receiver = webhookErrorCodes.map((code) => `| \`${code}\` | ${errorAdvice[code]} |\n`);
  return `${intro}\n## Of the platform\n\n${head}${platform.join('')}\n## Of the client\n\n${head}${client.join('')}\n## Of \`unwrapWebhook\`\n\n| code | what to do |\n| --- | --- |\n${receiver.join('')}`;
}
