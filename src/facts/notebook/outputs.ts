import { isRecord, type Json, memberOf, textOf, weigh } from './json.ts';

/** What is kept of an output. */
export interface Output {
  /** `stream`, `display_data`, `execute_result` or `error`. */
  readonly type: string;
  /** Name of the exception for an error. */
  readonly error: string | null;
  /** UTF-8 size of its content. */
  readonly bytes: number;
  readonly images: number;
}

/** Names of format 3. */
const RENAMED = new Map([
  ['pyout', 'execute_result'],
  ['pyerr', 'error'],
]);
const OLD_IMAGES = new Set(['png', 'jpeg', 'jpg', 'svg', 'gif']);

export function outputsOf(value: Json | undefined): Output[] {
  return Array.isArray(value) ? value.filter(isRecord).map(outputOf) : [];
}

function outputOf(output: Record<string, Json>): Output {
  const said = textOf(memberOf(output, 'output_type')).slice(0, 64);
  const type = RENAMED.get(said) ?? said;
  const data = memberOf(output, 'data');
  let images = 0;
  if (isRecord(data)) for (const key of Object.keys(data)) if (key.startsWith('image/')) images++;
  for (const key of Object.keys(output)) if (OLD_IMAGES.has(key)) images++;
  let bytes = 0;
  for (const [key, part] of Object.entries(output))
    if (key !== 'output_type' && key !== 'metadata') bytes += weigh(part);
  return { type, error: type === 'error' ? textOf(memberOf(output, 'ename')).slice(0, 200) : null, bytes, images };
}
