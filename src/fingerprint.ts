import { createHash } from 'node:crypto';

/** What stands at a finding: its line, and the nearest lines above and below that are not blank. */
export interface Excerpt {
  readonly line: string;
  readonly above: string;
  readonly below: string;
}

/** The parts of a fingerprint. */
export interface Fingerprint {
  /** Of the rule and the line, or of the message where there is no text. Survives moved lines and reformatting. */
  readonly content: string;
  /** Of the lines around it; empty where there is no text. */
  readonly above: string;
  readonly below: string;
}

const longestLine = 1_000;

/**
 * Tells a finding again in another state of its file: three hashes, of what it says and of what stands above and below,
 * joined by dots. It depends on no line number and no path. White space, the kind of quotes and everything that may be
 * a credential (what stands in quotes, after a name such as `password`, in a URL before the host, and long tokens) are
 * left out before hashing, so that nobody can guess a credential and compare hashes.
 *
 * @param key what only this process knows: the line is then hashed as a whole, so that one credential is told from
 *   another; such a fingerprint must not leave the process
 */
export function fingerprint(rule: string, message: string, excerpt: Excerpt | null, key = ''): string {
  const skeleton = excerpt === null ? '' : key === '' ? skeletonOf(excerpt.line) : `${key}\n${bare(excerpt.line)}`;
  const content =
    skeleton === '' ? hash(16, 'message', rule, message.replace(/\d+/g, '#')) : hash(16, 'line', rule, skeleton);
  const around = (text: string) => hash(8, 'around', skeletonOf(text));
  return excerpt === null ? content : `${content}.${around(excerpt.above)}.${around(excerpt.below)}`;
}

export function partsOf(text: string): Fingerprint {
  const [content = '', above = '', below = ''] = text.split('.');
  return { content, above, below };
}

/** The excerpt at a line, counted from 1; `null` where the text has no such line. */
export function excerptAt(lines: readonly string[], line: number): Excerpt | null {
  const own = lines[line - 1];
  if (own === undefined) return null;
  const near = (step: number): string => {
    for (let at = line - 1 + step, tries = 0; tries < 10; at += step, tries += 1) {
      const text = lines[at];
      if (text === undefined) return '';
      if (text.trim() !== '') return text;
    }
    return '';
  };
  return { line: own, above: near(-1), below: near(1) };
}

/** What is left of a line when everything is out that a formatter changes or that may be a credential. */
function skeletonOf(line: string): string {
  const inQuotes = bare(line.slice(0, longestLine)).replace(/"(?:\\.|[^"\\])*"|"[^"]*$/g, '""');
  return inQuotes
    .replace(/:\/\/[^/"@]{1,200}@/g, '://')
    .replace(/((?:password|passwd|pwd|secret|token|key|auth|credential)\w{0,40}(?::|=)).*$/i, '$1')
    .replace(/[A-Za-z0-9+/_=-]{20,}/g, (token) => (/\d/.test(token) ? '#' : token));
}

function bare(line: string): string {
  return line.replace(/\s+/g, '').replaceAll("'", '"');
}

function hash(digits: number, ...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, digits);
}
