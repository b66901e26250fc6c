import { readFile } from 'node:fs/promises';
import type { ExampleTree, Rule, RuleBook } from '../model.ts';

/** A rule as `dist/rules.json` holds it: the examples stand in `dist/explanations.json`. */
export type LeanRule = Omit<Rule, 'examples'>;

/** What only `explain` needs of a rule. */
export interface Explanation {
  /** The condition in words, one line a part, indented by two spaces a level. */
  readonly looksFor: readonly string[];
  readonly appliesWhen: readonly string[];
  readonly examples: Rule['examples'];
}

export type Explanations = Readonly<Record<string, Explanation>>;

/** The built-in rules, checked and compiled when mlready was built; without their examples. */
export async function builtInBook(): Promise<RuleBook> {
  const { rules, ...book } = (await asset('rules.json')) as Omit<RuleBook, 'rules'> & { rules: readonly LeanRule[] };
  const none: Readonly<Record<string, ExampleTree>> = {};
  return { ...book, rules: rules.map((rule) => ({ ...rule, examples: { pass: none, fail: none, skip: none } })) };
}

export async function explanations(): Promise<Explanations> {
  return (await asset('explanations.json')) as Explanations;
}

/** The style sheet of the HTML report. */
export function reportStyle(): Promise<string> {
  return text('report.css');
}

async function asset(name: string): Promise<unknown> {
  return JSON.parse(await text(name));
}

/** Every chunk of the bundle lies beside its data. */
function text(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}
