import { RefusalError } from '../src/github/api-error.ts';
import { SourceError } from '../src/source/error.ts';
import { failure, UsageError } from '../src/surface/exit.ts';

/** Something that whoever keeps the workflow can mend: told as it is, without a stack. */
export class ActionError extends Error {}

/** What the log and the annotation of a failed step say. */
export function errorWords(error: unknown, debug: boolean): string {
  if (error instanceof UsageError) return error.lines.join('\n');
  if (error instanceof ActionError || error instanceof RefusalError || error instanceof SourceError)
    return error.message;
  return failure(error, debug).text.trim();
}
