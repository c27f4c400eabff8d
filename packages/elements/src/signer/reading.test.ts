import { expect } from '@open-wc/testing';
import { allOpened, nextUnread, openAt, startReading } from './reading.ts';

describe('reading the documents in turn', () => {
  it('begins with the first one open', () => {
    expect(startReading(3).current).to.equal(0);
    expect(allOpened(startReading(1))).to.equal(true);
    expect(allOpened(startReading(0)), 'nothing to read is nothing to sign').to.equal(false);
  });

  it('leads through what is left, in order, and round to what was skipped', () => {
    let reading = openAt(startReading(3), 2);
    expect(nextUnread(reading)).to.equal(1);
    reading = openAt(reading, 1);
    expect(nextUnread(reading)).to.equal(undefined);
    expect(allOpened(reading)).to.equal(true);
  });

  it('stays where it is when asked for a document that is not there', () => {
    const reading = startReading(2);
    for (const index of [-1, 0, 2, Number.NaN]) expect(openAt(reading, index)).to.equal(reading);
  });
});
