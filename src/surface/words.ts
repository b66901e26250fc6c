import type { Problem } from '../model.ts';
import { nearest } from '../nearest.ts';

/** A problem on one line, as compilers write it: `.mlready.yml:3: unknown key "x"`. */
export function problemLine({ file, line, message }: Problem): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

export function unknownRule(given: string, ids: readonly string[]): string {
  const near = nearest(given, ids) ?? ids.find((id) => id.endsWith(`/${given}`));
  const hint = near === undefined ? ' ("mlready rules" lists them)' : `, did you mean "${near}"?`;
  return `unknown rule "${given}"${hint}`;
}
