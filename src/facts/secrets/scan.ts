import { suspects } from './prefilter.ts';
import { presetHits } from './preset.ts';
import { rules } from './rules.ts';
import type { Hit, Rule } from './secret.ts';

/** More than this in one text adds nothing and could be made to cost time. */
const mostPerRule = 200;
const most = 1000;

/**
 * All credentials in a text, sorted, each once: of findings that overlap the surest stays, and of equally sure ones
 * that of the rule that comes first. Where a rule of ours judged a place, the preset's finding of that kind is moot.
 */
export async function scan(text: string, path: string): Promise<readonly Hit[]> {
  const suspected = suspects(text);
  if (suspected === null) return [];
  const hits: Hit[] = [];
  const judged: Omit<Hit, 'confidence'>[] = [];
  for (const rule of rules) {
    if (!suspected.rules.has(rule)) continue;
    let found = 0;
    for (const { hit, judgement } of matches(rule, text, path)) {
      judged.push(hit);
      if (judgement === null) continue;
      hits.push({ ...hit, ...judgement });
      found += 1;
      if (found === mostPerRule) break;
    }
  }
  if (suspected.preset.size > 0) {
    const more = await presetHits(suspected.preset, text, path);
    hits.push(...more.filter((hit) => !judged.some((other) => other.kind === hit.kind && overlap(hit, other))));
  }
  return merge(hits);
}

function* matches(rule: Rule, text: string, path: string) {
  rule.pattern.lastIndex = 0;
  for (let match = rule.pattern.exec(text); match !== null; match = rule.pattern.exec(text)) {
    const next = rule.pattern.lastIndex;
    const value = match[1] ?? match[0];
    const shift = rule.whole === true ? 0 : Math.max(0, match[0].lastIndexOf(value));
    const start = match.index + shift;
    const end = start + (rule.whole === true ? match[0].length : value.length);
    yield { hit: { kind: rule.kind, start, end }, judgement: rule.judge(value, match, path) };
    rule.pattern.lastIndex = next;
  }
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

function merge(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = [];
  for (const confidence of ['certain', 'likely', 'hint'] as const) {
    for (const hit of hits) {
      if (hit.confidence !== confidence || kept.length >= most) continue;
      if (!kept.some((other) => overlap(hit, other))) kept.push(hit);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}
