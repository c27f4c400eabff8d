interface OtpCredential {
  readonly code: string;
}

/** Whether this browser can read a code out of an SMS that is bound to the page's origin (WebOTP; Chromium). */
export function canReadSms(): boolean {
  return 'OTPCredential' in globalThis && globalThis.navigator?.credentials !== undefined;
}

/**
 * Waits for the SMS and gives its code, with the person's consent asked by the browser. Undefined where the browser
 * cannot, the person declined, or the signal ended the wait.
 */
export async function readCodeFromSms(signal: AbortSignal): Promise<string | undefined> {
  if (!canReadSms() || signal.aborted) return undefined;
  const request = { otp: { transport: ['sms'] }, signal } as CredentialRequestOptions;
  try {
    const credential = (await navigator.credentials.get(request)) as OtpCredential | null;
    return credential?.code;
  } catch {
    // Declined, timed out, no SMS, forbidden by Permissions-Policy: typing always remains.
    return undefined;
  }
}
