import { showsMadeUpValues } from './paths.ts';
import { isCommonPassword, isPlaceholder, looksDrawn } from './placeholder.ts';
import type { Judgement, Rule } from './secret.ts';

/**
 * Passwords among the parameters of JDBC URLs and of ODBC and ADO connection strings. Defaults and words, and what
 * stands where values are made up without looking drawn, are hints.
 */
export const connectionStrings: readonly Rule[] = [
  {
    kind: 'database connection string with a password',
    pattern: /jdbc:[a-z0-9:]{1,40}\/\/[^\s"'<>]{1,300}?[?&;]password=([^\s"'&;<>]{4,100})/gi,
    judge: (value, _, path) => judgePassword(value, path),
  },
  {
    kind: 'database connection string with a password',
    pattern:
      /(?:server|data source|host|driver)\s{0,2}=[^"'\n]{1,300};\s{0,2}(?:password|pwd)\s{0,2}=\s{0,2}([^\s"';<>]{4,100})/gi,
    judge: (value, _, path) => judgePassword(value, path),
  },
];

function judgePassword(value: string, path: string): Judgement | null {
  if (/[{}<>]|\$[A-Za-z_({]|^%|\*\*|\.\.\.|^["'+]/.test(value)) return null;
  const local = isCommonPassword(value) || isPlaceholder(value);
  if (local || (showsMadeUpValues(path) && !looksDrawn(value))) {
    return { confidence: 'hint', note: 'a local or made-up password' };
  }
  return { confidence: 'certain' };
}
