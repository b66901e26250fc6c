/** The exit codes, which scripts and CI rely on. */
export const exitCode = { fine: 0, below: 1, usage: 2, internal: 3 } as const;

/** A mistake of the user's: one or more clear lines on stderr, exit code 2, never a stack. */
export class UsageError extends Error {
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'UsageError';
    this.lines = lines;
  }
}

/** What stderr shows for a failure, and the exit code that goes with it. */
export function failure(error: unknown, debug: boolean): { readonly text: string; readonly code: number } {
  if (error instanceof UsageError) {
    return { text: error.lines.map((line) => `mlready: ${harmless(line)}\n`).join(''), code: exitCode.usage };
  }
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  const stack = debug && error instanceof Error ? `${error.stack}\n` : '';
  const hint = debug ? '' : ' (DEBUG=mlready shows where)';
  return {
    text: `mlready: internal error, please report it: ${harmless(reason ?? '')}${hint}\n${stack}`,
    code: exitCode.internal,
  };
}

/** File names may hold sequences that would steer the terminal. */
function harmless(line: string): string {
  return line.replace(/\p{Cc}/gu, '?');
}
