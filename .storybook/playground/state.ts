import type { Playground } from '../../packages/elements/src/testing/playground.ts';
import { cutAfter, cutBefore } from '../../packages/elements/src/testing/line.ts';

/** What the visitor has done to a story's platform. It stands in Storybook's globals, so a copied address has it too. */
export interface PlayState {
  /** How far the clock was moved on after the story was made, in milliseconds. */
  readonly clock: number;
  /** The firm's credit in cents; -1 leaves it as the story made it. */
  readonly credit: number;
  /** Milliseconds added to every call. */
  readonly latency: number;
  /** Shares in percent of calls that fail, of SMS and of e-mails that get lost. */
  readonly errors: number;
  readonly smsLost: number;
  readonly emailLost: number;
  /** The line between page and platform: as the story has it, whole, cut before or after the platform acts. */
  readonly line: '' | 'whole' | 'before' | 'after';
}

/** As the story was made. */
export const untouched: PlayState = {
  clock: 0,
  credit: -1,
  latency: 0,
  errors: 0,
  smsLost: 0,
  emailLost: 0,
  line: '',
};

const most = { clock: 50 * 366 * 86_400_000, credit: 100_000_000, latency: 30_000 };

/** Reads the state out of the globals, which come as text from an address; what makes no sense is left as it was. */
export function readState(globals: Readonly<Record<string, unknown>>): PlayState {
  const number = (name: keyof PlayState, low: number, high: number): number => {
    const value = Number(globals[name]);
    return Number.isInteger(value) && value >= low && value <= high ? value : Number(untouched[name]);
  };
  const line = String(globals.line ?? '');
  return {
    clock: number('clock', 0, most.clock),
    credit: number('credit', -1, most.credit),
    latency: number('latency', 0, most.latency),
    errors: number('errors', 0, 100),
    smsLost: number('smsLost', 0, 100),
    emailLost: number('emailLost', 0, 100),
    line: line === 'whole' || line === 'before' || line === 'after' ? line : '',
  };
}

/** Whether two states are the same. */
export const isSameState = (a: PlayState, b: PlayState): boolean =>
  (Object.keys(untouched) as (keyof PlayState)[]).every((name) => a[name] === b[name]);

/** Brings a platform from one state to another, through its own API; its clock only goes forward. */
export async function applyState(play: Playground, from: PlayState, to: PlayState): Promise<void> {
  const faultsOf = ({ latency, errors, smsLost, emailLost }: PlayState) => ({
    latencyMs: latency,
    errorPercent: errors,
    smsLostPercent: smsLost,
    emailLostPercent: emailLost,
  });
  if (to.clock > from.clock) await play.developer('POST', 'clock', { milliseconds: to.clock - from.clock });
  if (to.credit !== from.credit && to.credit >= 0) await setCredit(play, to.credit);
  if (JSON.stringify(faultsOf(to)) !== JSON.stringify(faultsOf(from)))
    await play.developer('PUT', 'faults', faultsOf(to));
  if (to.line !== from.line)
    play.line.fault = to.line === 'before' ? cutBefore : to.line === 'after' ? cutAfter : undefined;
}

/** Ends all faults, those of the line too. */
export async function mend(play: Playground): Promise<void> {
  play.line.fault = undefined;
  await play.developer('PUT', 'faults', { latencyMs: 0, errorPercent: 0, smsLostPercent: 0, emailLostPercent: 0 });
}

/** The firm of the playground with its credit. */
export async function firmOf(play: Playground): Promise<{ readonly id: string; readonly creditCents: number }> {
  const { data } = await play.developer<{ data: { id: string; creditCents: number }[] }>('GET', 'firms');
  const [firm] = data;
  if (!firm) throw new Error('The playground has no firm');
  return firm;
}

async function setCredit(play: Playground, cents: number): Promise<void> {
  const { id: firmId, creditCents } = await firmOf(play);
  const amountCents = cents - creditCents;
  if (amountCents !== 0) await play.developer('POST', 'credit', { firmId, amountCents });
}
