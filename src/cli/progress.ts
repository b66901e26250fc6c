import { whenInterrupted } from '../surface/interrupt.ts';

/** Work that is done sooner needs no progress. */
const PATIENCE_MS = 500;
const INTERVAL_MS = 100;
const ERASE = '\r\u001b[K';

export interface Progress {
  readonly report: (done: number, total: number) => void;
  /** Erases what was shown. */
  readonly end: () => void;
}

/** One line on stderr that says how far reading is, on terminals only and not before half a second has passed. */
export function progressOn(stream: NodeJS.WriteStream, wanted: boolean): Progress {
  if (!wanted || !stream.isTTY || process.env.TERM === 'dumb') return { report: () => {}, end: () => {} };
  let next = performance.now() + PATIENCE_MS;
  let shown = false;
  const end = () => {
    if (shown) stream.write(ERASE);
    shown = false;
    next = Number.POSITIVE_INFINITY;
    forget();
  };
  const forget = whenInterrupted(end);
  const report = (done: number, total: number) => {
    const now = performance.now();
    if (now < next) return;
    next = now + INTERVAL_MS;
    shown = true;
    stream.write(`${ERASE}reading ${done} of ${total} files`);
  };
  return { report, end };
}
