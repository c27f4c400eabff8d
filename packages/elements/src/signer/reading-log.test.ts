import { expect } from '@open-wc/testing';
import { ReadingLog } from './reading-log.ts';

describe('the record of reading', () => {
  let now = 0;
  let log: ReadingLog;
  beforeEach(() => {
    now = 0;
    log = new ReadingLog(() => now);
  });

  it('counts the seconds of each document and its pages, once each', () => {
    log.show('a');
    for (const page of [1, 2, 2, 1]) log.page(page);
    now = 12_400;
    log.show('b');
    log.page(1);
    now = 15_000;
    expect(log.recordOf('a')).to.deep.equal({ opened: true, seconds: 12, pages: 2 });
    expect(log.recordOf('b'), 'the one that is open counts on').to.deep.equal({ opened: true, seconds: 3, pages: 1 });
  });

  it('says so of a document that was never opened', () => {
    expect(log.recordOf('c')).to.deep.equal({ opened: false, seconds: 0, pages: 0 });
  });

  it('counts nothing while no document is before the person, and goes on afterwards', () => {
    log.show('a');
    now = 2_000;
    log.show(undefined);
    log.page(3);
    now = 900_000;
    log.show('a');
    now = 903_000;
    expect(log.recordOf('a')).to.deep.equal({ opened: true, seconds: 5, pages: 0 });
  });

  it('stays within what the platform takes', () => {
    log.show('a');
    now = 1e12;
    expect(log.recordOf('a').seconds).to.equal(86_400);
  });
});
