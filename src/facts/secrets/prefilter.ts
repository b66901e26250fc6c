import { anchorsOf } from './anchors.ts';
import { presetRules } from './preset.ts';
import { rules } from './rules.ts';
import type { Rule } from './secret.ts';

/** The rules that a text may satisfy; all others certainly find nothing in it. */
export interface Suspects {
  readonly rules: ReadonlySet<Rule>;
  readonly preset: ReadonlySet<string>;
}

interface Anchor {
  readonly literal: string;
  /** Where the three characters that are searched for stand in the literal. */
  readonly offset: number;
  readonly ignoreCase: boolean;
  readonly gate: RegExp | null;
  readonly rule: Rule | string;
}

const width = 3;
/** Shorter literals turn up by chance all the time and need their rule's gate to count. */
const telling = 6;

/** Class of each character that an anchor is searched by, letters without case; 0 for all others. */
const classes = new Uint8Array(0x10000);
let classCount = 0;
const skips = new Uint8Array(64 * 64).fill(width - 1);
const trios = new Uint8Array(64 * 64 * 64);
const anchorsByTrio = new Map<number, Anchor[]>();

for (const rule of rules) {
  for (const literal of anchorsOf(rule.pattern)) {
    const { ignoreCase } = rule.pattern;
    const gate =
      rule.gate !== undefined && literal.length < telling ? new RegExp(rule.gate, ignoreCase ? 'iy' : 'y') : null;
    enter({ literal, offset: rarest(literal), ignoreCase, gate, rule });
  }
}
for (const [rule, { gate }] of presetRules) {
  const pattern = new RegExp(gate, 'iy');
  for (const literal of anchorsOf(pattern))
    enter({ literal, offset: rarest(literal), ignoreCase: true, gate: pattern, rule });
}

/**
 * One pass over a text in the way of Wu and Manber: pairs of characters tell how far to skip, trios which anchors to
 * compare. An expression made of all anchors needs four times as long, `includes` for each ten times.
 * @returns `null` where no rule can find anything
 */
export function suspects(text: string): Suspects | null {
  const found = { rules: new Set<Rule>(), preset: new Set<string>() };
  const { length } = text;
  let at = width - 1;
  while (at < length) {
    const last = classes[text.charCodeAt(at)] as number;
    if (last === 0) {
      at += width;
      continue;
    }
    const pair = ((classes[text.charCodeAt(at - 1)] as number) << 6) | last;
    const skip = skips[pair] as number;
    if (skip > 0) {
      at += skip;
      continue;
    }
    const trio = ((classes[text.charCodeAt(at - 2)] as number) << 12) | pair;
    if (trios[trio] === 1) compare(text, at - 2, anchorsByTrio.get(trio) ?? [], found);
    at += 1;
  }
  return found.rules.size + found.preset.size > 0 ? found : null;
}

function compare(
  text: string,
  at: number,
  anchors: readonly Anchor[],
  found: { rules: Set<Rule>; preset: Set<string> },
): void {
  for (const { literal, offset, ignoreCase, gate, rule } of anchors) {
    if (typeof rule === 'string' ? found.preset.has(rule) : found.rules.has(rule)) continue;
    const start = at - offset;
    if (ignoreCase ? !isHere(text, start, literal) : !text.startsWith(literal, start)) continue;
    if (gate !== null) {
      gate.lastIndex = start;
      if (!gate.test(text)) continue;
    }
    if (typeof rule === 'string') found.preset.add(rule);
    else found.rules.add(rule);
  }
}

/** Compares without case; `literal` is in lower case. */
function isHere(text: string, start: number, literal: string): boolean {
  for (let index = 0; index < literal.length; index += 1) {
    const code = text.charCodeAt(start + index);
    const wanted = literal.charCodeAt(index);
    if (code !== wanted && !(code >= 65 && code <= 90 && code + 32 === wanted)) return false;
  }
  return true;
}

function enter(anchor: Anchor): void {
  const [a = 0, b = 0, c = 0] = [...anchor.literal.slice(anchor.offset, anchor.offset + width)].map(classOf);
  skips[(a << 6) | b] = Math.min(skips[(a << 6) | b] ?? 0, 1);
  skips[(b << 6) | c] = 0;
  const trio = (a << 12) | (b << 6) | c;
  trios[trio] = 1;
  anchorsByTrio.set(trio, [...(anchorsByTrio.get(trio) ?? []), anchor]);
}

/** Where in a literal the three characters begin that turn up least in code and prose. */
function rarest(literal: string): number {
  const byFrequency = ' etsainorld_pcmufhg.,"=)(b:yvk-w`x[]012#/z*q3>5';
  const rank = (char: string) => (byFrequency.includes(char) ? byFrequency.indexOf(char) : byFrequency.length);
  let best = 0;
  let bestScore = -1;
  for (let offset = 0; offset + width <= literal.length; offset += 1) {
    const chars = [...literal.slice(offset, offset + width).toLowerCase()];
    const score = new Set(chars).size === 1 ? 0 : chars.reduce((sum, char) => sum + rank(char), 0);
    if (score > bestScore) [best, bestScore] = [offset, score];
  }
  return best;
}

function classOf(char: string): number {
  const code = char.charCodeAt(0);
  if (classes[code] === 0) {
    classCount += 1;
    if (classCount > 63) throw new Error('anchors hold too many different characters');
    for (const same of [char.toLowerCase(), char.toUpperCase()]) classes[same.charCodeAt(0)] = classCount;
  }
  return classes[code] ?? 0;
}
