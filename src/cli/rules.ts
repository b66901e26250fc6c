import type { ProfileName, Rule, RuleBook, Severity } from '../model.ts';
import { builtInBook } from '../surface/book.ts';
import { print } from '../surface/output.ts';

export const profileNames: readonly ProfileName[] = ['portfolio', 'research', 'service', 'library'];

/** `mlready rules` */
export async function rules(format: 'text' | 'markdown' | 'json'): Promise<void> {
  const book = await builtInBook();
  const listed = { text: rulesAsText, markdown: (all: RuleBook) => rulesAsMarkdown(all), json: rulesAsJson }[format](
    book,
  );
  await print(listed);
}

/** A Markdown table for each category; also what the README shows, where each rule links to its page below `pages`. */
export function rulesAsMarkdown(book: RuleBook, pages?: string): string {
  const named = ({ id }: Rule) => (pages === undefined ? `\`${id}\`` : `[\`${id}\`](${pages}${id}.md)`);
  const head = `| Rule | Practice | ${profileNames.map(capital).join(' | ')} |\n| --- | --- | ${profileNames.map(() => '---').join(' | ')} |`;
  const tables = byCategory(book).map(({ title, rules }) => {
    const rows = rules.map(
      (rule) =>
        `| ${named(rule)} | ${escaped(rule.title)}${rule.advice ? ' (advice)' : ''} | ${severities(rule).join(' | ')} |`,
    );
    return `### ${title}\n\n${head}\n${rows.join('\n')}\n`;
  });
  return tables.join('\n');
}

function rulesAsText(book: RuleBook): string {
  const width = Math.max(0, ...book.rules.map(({ id }) => id.length));
  const letters: Readonly<Record<Severity, string>> = { high: 'H', medium: 'M', low: 'L', off: '-' };
  const blocks = byCategory(book).map(({ title, rules }) => {
    const rows = rules.map((rule) => {
      const marks = profileNames.map((profile) => letters[rule.severity[profile]]).join('');
      return `  ${rule.id.padEnd(width)}  ${marks}  ${rule.title}${rule.advice ? ' (advice)' : ''}\n`;
    });
    return `${title}\n${rows.join('')}`;
  });
  const legend = `${book.rules.length} rules. Severity for ${profileNames.join(', ')}: High, Medium, Low, - off.\n`;
  return `${blocks.join('\n')}\n${legend}`;
}

function rulesAsJson(book: RuleBook): string {
  const listed = book.rules.map((rule) => ({
    id: rule.id,
    category: categoryOf(rule),
    title: rule.title,
    severity: rule.severity,
    advice: rule.advice,
    why: rule.why,
    fix: rule.fix.map(({ say }) => say),
    see: rule.see,
    standsFor: rule.standsFor,
  }));
  return `${JSON.stringify(listed, null, 2)}\n`;
}

function byCategory(book: RuleBook): { readonly title: string; readonly rules: readonly Rule[] }[] {
  return book.categories
    .map(({ id, title }) => ({ title, rules: book.rules.filter((rule) => categoryOf(rule) === id) }))
    .filter(({ rules }) => rules.length > 0);
}

function categoryOf(rule: Rule): string {
  return rule.id.split('/', 1)[0] ?? rule.id;
}

function severities(rule: Rule): string[] {
  return profileNames.map((profile) => (rule.severity[profile] === 'off' ? '–' : rule.severity[profile]));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
