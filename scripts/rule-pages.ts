import { describe } from '../src/cli/describe.ts';
import { profileNames } from '../src/cli/rules.ts';
import type { Probes } from '../src/grammar.ts';
import type { Condition, ExampleTree, Rule, RuleBook } from '../src/model.ts';
import { block, code, plain, prose } from '../src/report/escape.ts';
import { remedyParts } from '../src/report/remedy.ts';
import { secretRules } from '../src/score.ts';

/** More of an example's file says nothing more. */
const MAX_LINES = 40;
/** Nobody reads a longer list of names. */
const MAX_WORDS = 1_200;

/** The pages of all rules and their index, by path below `docs/rules/`; from the rule book alone. */
export function rulePages(book: RuleBook, probes: Probes): ReadonlyMap<string, string> {
  const pages = new Map([['README.md', index(book)]]);
  for (const rule of book.rules) pages.set(`${rule.id}.md`, page(rule, book, probes));
  return pages;
}

function index(book: RuleBook): string {
  const sections = book.categories.flatMap(({ id, title }) => {
    const rules = book.rules.filter((rule) => categoryOf(rule) === id);
    if (rules.length === 0) return [];
    const rows = rules.map((rule) => `- [${rule.id}](${rule.id}.md): ${prose(rule.title)}${advice(rule)}\n`);
    return [`## ${plain(title)}\n\n${rows.join('')}`];
  });
  return `# Rules\n\nA page a rule, generated from the files below [\`rules/\`](../../rules).\n\n${sections.join('\n')}`;
}

function page(rule: Rule, book: RuleBook, probes: Probes): string {
  const category = book.categories.find(({ id }) => id === categoryOf(rule))?.title ?? categoryOf(rule);
  const words = (condition: Condition) => nested(describe(condition, book, probes));
  const section = (title: string, body: string): string => (body === '' ? '' : `## ${title}\n\n${body.trimEnd()}\n`);
  const parts = [
    `# ${prose(rule.title)}\n`,
    `${code(rule.id)} · [${plain(category)}](../README.md)${rule.advice ? ' · advice only, never in the score' : ''}\n`,
    `${paragraphs(rule.why)}`,
    section('Severity', severities(rule)),
    section('Applies when', rule.when === undefined ? 'Always.\n' : words(rule.when)),
    section('What is looked for', words(rule.expect)),
    section('How to satisfy it', remedies(rule, words)),
    section(
      'Where it does not fit',
      `Say why: ${code(`# mlready: ignore[${rule.id}] reason`)} at the line or above it, or a [waiver](../../../README.md#waivers).\n`,
    ),
    section('Stands for', rule.standsFor.map((id) => `- ${standsFor(id, book)}\n`).join('')),
    section('Sources', rule.see.map((link) => `- <${link}>\n`).join('')),
    section('Examples', examples(rule)),
  ];
  return `${parts
    .filter((part) => part !== '')
    .join('\n')
    .trimEnd()}\n`;
}

function severities(rule: Rule): string {
  const cells = (of: (name: (typeof profileNames)[number]) => string) => `| ${profileNames.map(of).join(' | ')} |\n`;
  return cells((name) => name) + cells(() => '---') + cells((name) => rule.severity[name]);
}

function remedies({ fix }: Rule, words: (condition: Condition) => string): string {
  return fix
    .map(({ when, say }) => {
      const parts = remedyParts(say).map((part) => (part.kind === 'prose' ? prose(part.text) : block(part.lines)));
      const where =
        when === undefined ? (fix.length > 1 ? 'Otherwise:\n\n' : '') : `Where this holds:\n\n${words(when)}\n`;
      return `${where}${parts.join('\n\n')}\n`;
    })
    .join('\n');
}

function standsFor(id: string, book: RuleBook): string {
  const practice = id.replace(/^practice-(?=\d+$)/, 'practices/');
  for (const list of book.crosswalks) {
    const item = list.sections.flatMap(({ items }) => items).find((one) => one.id === practice);
    if (item === undefined) continue;
    const title = list.source === undefined ? plain(list.title) : `[${plain(list.title)}](${list.source})`;
    return `${title}, ${code(id)}: ${prose(item.says)}`;
  }
  return code(id);
}

/** The first example of each kind with its files; of the others the names. Credentials, even invented ones, are not repeated. */
function examples(rule: Rule): string {
  const titles = { pass: 'Passes', fail: 'Fails', skip: 'Does not apply' } as const;
  return (['pass', 'fail', 'skip'] as const)
    .flatMap((kind) => {
      const [first, ...others] = Object.entries(rule.examples[kind]);
      if (first === undefined) return [];
      const [name, tree] = first;
      const files = secretRules.includes(rule.id) ? '' : shown(tree);
      const rest = others.map(([other]) => `- ${plain(other)}\n`).join('');
      return [`### ${titles[kind]}: ${plain(name)}\n${files}${rest === '' ? '' : `\nLikewise:\n\n${rest}`}`];
    })
    .join('\n');
}

function shown(tree: ExampleTree): string {
  return Object.entries(tree)
    .map(([path, content]) => {
      const head = `\n${code(path)}`;
      return typeof content === 'string'
        ? `${head}\n\n${block(shortened(content))}\n`
        : `${head}, a file of ${content.size} bytes\n`;
    })
    .join('');
}

function shortened(content: string): string[] {
  const lines = content.trimEnd().split('\n');
  return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES - 1), '…'];
}

/** Lines indented by two spaces a level as a nested list; the options of a probe one level further in, as code. */
function nested(lines: readonly string[]): string {
  return lines
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      const [, about = '', options = '', places = ''] = /^(.*?) \[(.*)\]( \(in [a-z, ]+\))?$/s.exec(line.trim()) ?? [];
      if (about === '') return `${indent}- ${prose(line, MAX_WORDS)}\n`;
      const given = options.split(/; (?=[a-z-]+: )/).map((option) => {
        const [key = '', ...value] = option.split(': ');
        return `${indent}  - ${key}: ${code(cut(value.join(': ')))}\n`;
      });
      // What follows a colon tells authors of rules how to write the options.
      return `${indent}- ${prose(about.replace(/[:;] .*$/s, ''), MAX_WORDS)}${places}\n${given.join('')}`;
    })
    .join('');
}

function cut(value: string): string {
  return value.length <= MAX_WORDS ? value : `${value.slice(0, value.lastIndexOf(', ', MAX_WORDS))}, …`;
}

function paragraphs(text: string): string {
  return `${text
    .split(/\n{2,}/)
    .map((part) => prose(part))
    .join('\n\n')}\n`;
}

function advice(rule: Rule): string {
  return rule.advice ? ' (advice)' : '';
}

function categoryOf(rule: Rule): string {
  return rule.id.split('/', 1)[0] ?? rule.id;
}
