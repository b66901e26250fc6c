/** Text as it stands where a template would put a value. */
export const placeholder = '__template__';

/** The condition of Helm around a whole file: `autoscaling.enabled` of `{{- if .Values.autoscaling.enabled }}`. */
const guard = /^\s*\{\{-?\s*if\s+(?:\(?\s*(?:and|eq)\s+)?\(?\.Values\.([\w.]+)/;

export interface Untemplated {
  readonly text: string;
  readonly templated: boolean;
  readonly condition: string | null;
}

/**
 * YAML of Helm, Jinja and their likes without its actions, every line where it was: an action inside a line becomes a
 * placeholder, a line of nothing but actions becomes empty. What stands there in truth is known only later.
 */
export function untemplated(text: string): Untemplated {
  if (!text.includes('{{') && !text.includes('{%')) return { text, templated: false, condition: null };
  let kept = '';
  let from = 0;
  for (let open = nextOpen(text, 0); open >= 0; open = nextOpen(text, from)) {
    const end = text.startsWith('{%', open) ? '%}' : '}}';
    const close = text.indexOf(end, open + 2);
    if (close < 0) break;
    const breaks = text.slice(open, close).replaceAll(/[^\n]/g, '');
    kept += text.slice(from, open) + (breaks === '' && end === '}}' ? placeholder : breaks);
    from = close + 2;
  }
  const lines = (kept + text.slice(from)).split('\n');
  const bare = lines.map((line) => (line.replaceAll(placeholder, '').trim() === '' ? '' : line));
  return { text: bare.join('\n'), templated: true, condition: guard.exec(text.slice(0, 4000))?.[1] ?? null };
}

function nextOpen(text: string, from: number): number {
  const value = text.indexOf('{{', from);
  const statement = text.indexOf('{%', from);
  return value < 0 ? statement : statement < 0 ? value : Math.min(value, statement);
}
