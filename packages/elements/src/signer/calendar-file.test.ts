import { expect } from '@open-wc/testing';
import { calendarFile } from './calendar-file.ts';

const now = new Date('2026-03-02T10:00:00.123Z');
const file = (more: Partial<Parameters<typeof calendarFile>[0]> = {}) =>
  calendarFile({ id: 'col_1', at: '2026-03-17T10:00:00Z', title: 'Signer', text: 'Cabinet Exemple', ...more }, now);

describe('the deadline as a calendar file', () => {
  it('holds the moment in UTC and a reminder a day before', () => {
    expect(file()).to.contain('DTSTART:20260317T100000Z\r\n').and.to.contain('DTSTAMP:20260302T100000Z\r\n');
    expect(file()).to.contain('TRIGGER:-P1D\r\n');
  });

  it('lets no text break out of its property', () => {
    const text = file({ title: 'Un; deux, trois\r\nATTENDEE:mailto:x@y.example' });
    expect(text).to.contain('SUMMARY:Un\\; deux\\, trois\\nATTENDEE:mailto:x@y.example\r\n');
    expect(text).not.to.match(/^ATTENDEE/m);
  });

  it('folds lines at 75 octets without cutting a character', () => {
    const title = 'é'.repeat(200);
    const lines = file({ title }).split('\r\n');
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).to.equal(true);
    expect(file({ title }).replaceAll('\r\n ', '')).to.contain(`SUMMARY:${title}`);
  });
});
