import type { OtpStatus } from './otp-prompt.ts';

const statuses: Partial<Record<string, OtpStatus>> = {
  code_wrong: 'wrong',
  code_expired: 'expired',
  code_tries_exceeded: 'exceeded',
  signer_locked: 'locked',
};

/** What a refusal of the platform says of the code, as the prompt shows it; `ready` where it says nothing of it. */
export const otpStatusOf = (code: string | undefined): OtpStatus => statuses[code ?? ''] ?? 'ready';
