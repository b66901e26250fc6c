import { Scan } from './shell/scan.ts';

/** One command with its arguments: what stands between `&&`, `;`, `|` and line ends. */
export interface SimpleCommand {
  /** Without quotes, redirections and the assignments before it; expansions as written. */
  readonly words: readonly string[];
  /** As written, on one line. */
  readonly text: string;
  /** Counted from 0 within the script. */
  readonly line: number;
  /** How many parentheses are open around it: what `cd` does in there ends there. */
  readonly depth: number;
}

/** Words that open or continue a compound command, which then goes on with a command of its own. */
const openers = new Set([
  'if',
  'then',
  'else',
  'elif',
  'while',
  'until',
  'do',
  '!',
  '{',
  '}',
  'fi',
  'done',
  'esac',
  'time',
]);
/** Words that head something that is no command. */
const headers = new Set(['for', 'select', 'case', 'function', '[', '[[', 'in']);

/**
 * The simple commands of a shell script (POSIX shell and Bash), in order, whichever branch they stand in.
 * Comments and here-documents are left out, GitHub's `${{ … }}` stays one piece.
 * Reference: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function simpleCommands(script: string): readonly SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  for (const { words, text, line, depth } of new Scan(script).commands()) {
    let first = 0;
    while (openers.has(words[first] ?? '')) first += 1;
    while (/^[A-Za-z_]\w*\+?=/.test(words[first] ?? '')) first += 1;
    const head = words[first];
    if (head === undefined || headers.has(head)) continue;
    commands.push({ words: words.slice(first), text: text.replace(/\\?\r?\n\s*/g, ' ').trim(), line, depth });
  }
  return commands;
}
