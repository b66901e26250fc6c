import picocolors from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Rule } from '../model.ts';
import { builtInBook, type Explanation, explanations } from '../surface/book.ts';
import { UsageError } from '../surface/exit.ts';
import { colourful, print } from '../surface/output.ts';
import { unknownRule } from '../surface/words.ts';
import { profileNames } from './rules.ts';

/** More of an example's file says nothing more. */
const MAX_LINES = 24;

/** `mlready explain RULE`. @throws UsageError for an unknown rule */
export async function explain(id: string, colour: boolean): Promise<void> {
  const [book, details] = await Promise.all([builtInBook(), explanations()]);
  const rule = book.rules.find((one) => one.id === id);
  if (rule === undefined)
    throw new UsageError(
      unknownRule(
        id,
        book.rules.map((one) => one.id),
      ),
    );
  const explanation = details[id];
  if (explanation === undefined) throw new Error(`the rule ${id} has no explanation`);
  const width = Math.min(100, process.stdout.columns || 100);
  await print(explained(rule, explanation, colourful(colour, process.stdout, process.env), width));
}

/** The page of one rule. */
export function explained(rule: Rule, explanation: Explanation, colour: boolean, width: number): string {
  const { bold, dim } = picocolors.createColors(colour);
  const paragraph = (text: string, indent = 2): string => indented(wrapAnsi(text, width - indent), indent);
  const lines: string[] = [bold(rule.title), dim(rule.id), '', paragraph(rule.why)];
  const section = (title: string, body: readonly string[]): void => {
    if (body.length > 0) lines.push('', bold(title), ...body);
  };

  const severity = profileNames.map((profile) => `${profile} ${rule.severity[profile]}`).join(', ');
  section('Severity', [paragraph(rule.advice ? `advice only, never in the score (${severity})` : severity)]);
  section(
    'Applies when',
    explanation.appliesWhen.map((line) => listItem(line, width)),
  );
  section(
    'Looks for',
    explanation.looksFor.map((line) => listItem(line, width)),
  );
  section(
    'How to satisfy it',
    rule.fix.map(({ say }) => paragraph(say)),
  );
  section(
    'Links',
    rule.see.map((link) => `  ${link}`),
  );
  section('Where it does not fit', [
    paragraph(
      `Say why: \`# mlready: ignore[${rule.id}] reason\` at the line or above it, or a waiver in .mlready.yml ("mlready init" shows one).`,
    ),
  ]);
  section('Stands for', rule.standsFor.length === 0 ? [] : [paragraph(rule.standsFor.join(', '))]);
  for (const kind of ['pass', 'fail'] as const) {
    const [example] = Object.entries(explanation.examples[kind]);
    if (example === undefined) continue;
    const [name, tree] = example;
    section(`Example that ${kind === 'pass' ? 'passes' : 'fails'}: ${name}`, [
      ...Object.entries(tree).flatMap(([path, content]) => [
        `  ${dim(path)}`,
        indented(typeof content === 'string' ? shortened(content) : `(a file of ${content.size} bytes)`, 4),
      ]),
    ]);
  }
  return `${lines.join('\n')}\n`;
}

/** Wraps one line of a described condition below its own indentation. */
function listItem(line: string, width: number): string {
  const depth = 2 + line.length - line.trimStart().length;
  const [first = '', ...rest] = wrapAnsi(line.trim(), width - depth - 2).split('\n');
  return [' '.repeat(depth) + first, ...rest.map((more) => ' '.repeat(depth + 2) + more)].join('\n');
}

function shortened(content: string): string {
  const lines = content.trimEnd().split('\n');
  return lines.length <= MAX_LINES ? lines.join('\n') : [...lines.slice(0, MAX_LINES - 1), '…'].join('\n');
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}
