import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressOn } from '../src/cli/progress.ts';

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.stubEnv('TERM', 'xterm');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  function terminal(isTTY = true) {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
    return { written, stream: stream as unknown as NodeJS.WriteStream };
  }

  it('is not shown for work that is done at once', () => {
    const { written, stream } = terminal();
    const progress = progressOn(stream, true);
    for (let done = 0; done < 100; done++) progress.report(done, 100);
    progress.end();
    expect(written).toEqual([]);
  });

  it('is one line, shown now and then, and erased at the end', () => {
    const { written, stream } = terminal();
    const progress = progressOn(stream, true);
    vi.advanceTimersByTime(600);
    progress.report(1, 100);
    progress.report(2, 100);
    vi.advanceTimersByTime(200);
    progress.report(3, 100);
    progress.end();
    progress.report(4, 100);
    expect(written).toEqual(['\r\u001b[Kreading 1 of 100 files', '\r\u001b[Kreading 3 of 100 files', '\r\u001b[K']);
  });

  it.each([
    ['no terminal', false, true, 'xterm'],
    ['quiet', true, false, 'xterm'],
    ['a dumb terminal', true, true, 'dumb'],
  ])('is not shown: %s', (_, isTTY, wanted, term) => {
    vi.stubEnv('TERM', term);
    const { written, stream } = terminal(isTTY);
    const progress = progressOn(stream, wanted);
    vi.advanceTimersByTime(600);
    progress.report(1, 100);
    progress.end();
    expect(written).toEqual([]);
  });
});
