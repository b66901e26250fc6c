import { api } from '../facts/python/api.ts';
import { callsOf } from '../facts/python/calls.ts';
import type { Call, Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
  /** Keyword arguments of which one must be given, and not as None, False or an empty string. */
  readonly with?: readonly string[];
  /** Strings of which one must be the value of such a keyword, or of any argument where no keyword is asked for. */
  readonly saying?: readonly string[];
  /** Beginnings of which one must be that of a string anywhere in the module. */
  readonly beside?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const call: Probe<Options> = {
  about:
    'calls in Python code by qualified name, resolved through imports: `*` stands for part of a segment, `**` for anything, `()` for the result of a call (`torch.optim.**().step`)',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: list, with: list, saying: list, beside: list },
  },
  needs: ({ names, saying, beside }) => {
    const called = api(names).callNeedles;
    const quoted = (saying ?? beside)?.flatMap((text) => [`"${text}`, `'${text}`]);
    const needles = quoted === undefined ? called : called.flatMap((name) => quoted.map((text) => `${text}&&${name}`));
    return [{ reader: python, needles }];
  },
  run: (facts, { names, with: keywords, saying, beside }) => ({
    seen: callsOf(facts, api(names))
      .filter(({ module, call: one }) => isAsked(one, keywords, saying) && isBeside(module, beside))
      .map(({ module, call: one }) => finding(module.path, one.at, `calls ${shorten(one.qualified ?? '')}`)),
  }),
};

function isBeside(module: Module, beginnings: readonly string[] | undefined): boolean {
  if (beginnings === undefined) return true;
  return module.strings.some(({ value }) => beginnings.some((beginning) => value.startsWith(beginning)));
}

function isAsked(one: Call, keywords: readonly string[] | undefined, saying: readonly string[] | undefined): boolean {
  if (keywords !== undefined) return keywords.some((name) => given(one, name, saying));
  if (saying === undefined) return true;
  const values = [...one.arguments, ...one.keywords].map(({ value }) => value);
  return values.flatMap(strings).some((text) => saying.includes(text));
}

function given(one: Call, name: string, saying: readonly string[] | undefined): boolean {
  const value = one.keywords.find((keyword) => keyword.name === name)?.value;
  if (value === undefined || isNothing(value)) return false;
  return saying === undefined || strings(value).some((text) => saying.includes(text));
}

function isNothing(value: Expression): boolean {
  return (
    (value.kind === 'constant' && (value.value === null || value.value === false)) ||
    (value.kind === 'string' && value.value === '')
  );
}

function strings(value: Expression): readonly string[] {
  if (value.kind === 'string') return [value.value];
  if (value.kind === 'sequence') return value.items.flatMap(strings);
  // Of `"cuda" if available else "cpu"` either may be said.
  return value.kind === 'other' ? value.parts.flatMap(strings) : [];
}

/** Long chains are told by their ends. */
function shorten(qualified: string): string {
  const segments = qualified.replaceAll('()', '').split('.');
  return segments.length <= 4 ? segments.join('.') : `${segments[0]}.….${segments.slice(-2).join('.')}`;
}
