const cleanups = new Set<() => void>();

/** Registers what must be undone when the process is interrupted; call the result once that is no longer needed. */
export function whenInterrupted(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Ends the process on Ctrl-C and its kin with 128 + signal, after the registered cleanups. */
export function handleInterrupts(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => {
      for (const cleanup of cleanups) cleanup();
      process.exit(128 + number);
    });
  }
}
