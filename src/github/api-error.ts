/** What somebody wanted of the API, and the lines of a workflow that allow it. */
export interface Permission {
  /** Completes "may not …". */
  readonly what: string;
  readonly lines: readonly string[];
}

export const permissions = {
  read: { what: 'read the repository', lines: ['contents: read'] },
  comment: { what: 'write comments on pull requests', lines: ['contents: read', 'pull-requests: write'] },
} as const satisfies Readonly<Record<string, Permission>>;

/** GitHub refused to tell: said as it is, without a stack. The error of the API is its cause. */
export class RefusalError extends Error {}

/** What a refusal to read means; any other error as it is. */
export function unreadable(error: unknown): unknown {
  return isRefusal(error) ? new RefusalError(refusalWords(permissions.read), { cause: error }) : error;
}

/** The HTTP status of an error of an Octokit, or `null` for any other error. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

/** Whether GitHub refused because of who asked; a repository that one may not see is "not found". */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status === 401 || status === 403 || status === 404;
}

/** What a refusal means and the exact lines that mend it; one paragraph of plain text. */
export function refusalWords({ what, lines }: Permission): string {
  return `The token may not ${what}. Add to the job (or to the top of the workflow):\npermissions:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
