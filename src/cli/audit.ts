import type { EngineOptions } from '../engine.ts';
import { failingRules } from '../gate.ts';
import type { Config, Report, Rule, RuleBook, Source } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { TextOptions } from '../report/text.ts';
import { SourceError } from '../source/error.ts';
import { builtInBook, reportStyle } from '../surface/book.ts';
import { type Configured, configure } from '../surface/configuration.ts';
import { exitCode, UsageError } from '../surface/exit.ts';
import { whenInterrupted } from '../surface/interrupt.ts';
import { checkOutput, colourful, print, writeOutput } from '../surface/output.ts';
import type { AuditOptions } from './arguments.ts';
import { baselineAt, keepBaseline } from './baseline.ts';
import { progressOn } from './progress.ts';
import { selection } from './select.ts';

const COMMANDS = ['rules', 'explain', 'test', 'init', 'diff', 'crosswalk'];
const NARROW = 40;
const WIDE = 120;

/** `mlready [path]`. @returns the exit code @throws UsageError */
export async function audit(path: string, options: AuditOptions, version: string): Promise<number> {
  const { output, writeBaseline } = options;
  if (options.failOn?.what === 'new' && options.baseline === undefined) {
    throw new UsageError('--fail-on new needs a --baseline to compare with');
  }
  if (options.projects === true && options.format === 'sarif') {
    throw new UsageError('--projects has no SARIF; audit one project at a time by its path');
  }
  if (output !== undefined && output !== '-') checkOutput(output, '--output');
  if (writeBaseline !== undefined) checkOutput(writeBaseline, '--write-baseline');
  const compared = options.baseline === undefined ? null : await baselineAt(options.baseline);
  const [book, source] = await Promise.all([builtInBook(), open(path, options.rev)]);
  const forget = whenInterrupted(() => void source.close());
  if (options.projects === true) {
    try {
      const configured = await configure(source, options.config, book);
      const { projects } = await import('./projects.ts');
      return await projects(source, configured, options, version);
    } catch (error) {
      throw usageOf(error);
    } finally {
      forget();
      await source.close();
    }
  }
  let report: Report;
  let { rules } = book;
  try {
    const configured = await configure(source, options.config, book);
    rules = configured.book.rules;
    report = await reportOn(source, configured, options, version);
  } catch (error) {
    throw usageOf(error);
  } finally {
    forget();
    await source.close();
  }

  if (compared !== null) report = compared(report, options.only === undefined && options.skip === undefined);
  if (writeBaseline !== undefined) await keepBaseline(writeBaseline, report);
  const text = await rendered(report, rules, options);
  await deliver(text, output);
  return gate(report, options);
}

/** One audit with progress on stderr. @throws UsageError for rules that there are not */
export async function reportOn(
  source: Source,
  configured: Configured,
  options: JudgingOptions,
  version: string,
  more: Partial<EngineOptions> = {},
): Promise<Report> {
  const { auditSource } = await import('../engine.ts');
  return judged(auditSource, source, configured, options, version, more);
}

/** What decides how something is judged. */
export type JudgingOptions = Pick<AuditOptions, 'profile' | 'only' | 'skip' | 'date' | 'quiet'>;

/** Whatever judges a source, with progress on stderr. @throws UsageError for rules that there are not */
export async function judged<T>(
  judge: (source: Source, book: RuleBook, config: Config, options: EngineOptions) => Promise<T>,
  source: Source,
  { book, config }: Configured,
  options: JudgingOptions,
  version: string,
  more: Partial<EngineOptions> = {},
): Promise<T> {
  const shown = selection(book, options.only ?? [], options.skip ?? []);
  const [{ probes }, { helper }] = await Promise.all([import('../probes/index.ts'), import('../surface/aside.ts')]);
  const aside = helper();
  const progress = progressOn(process.stderr, options.quiet !== true);
  try {
    return await judge(source, book, options.profile ? { ...config, profile: options.profile } : config, {
      date: options.date ?? new Date().toISOString().slice(0, 10),
      version,
      probes,
      aside: aside.parse,
      progress: progress.report,
      ...(shown === undefined ? {} : { shown }),
      ...more,
    });
  } finally {
    progress.end();
    await aside.close();
  }
}

/** The source for a path of the user's. @throws UsageError, which names the command that was meant */
export async function open(path: string, rev: string | undefined): Promise<Source> {
  const { openSource } = await import('../source/open.ts');
  try {
    return await openSource(path, rev === undefined ? {} : { rev });
  } catch (error) {
    const usage = usageOf(error);
    const command = nearest(path, COMMANDS);
    throw usage instanceof UsageError && command !== null
      ? new UsageError(`${usage.message}; did you mean the command "${command}"?`)
      : usage;
  }
}

/** What the source says about the user's path or revision is the user's to mend, not ours. */
export function usageOf(error: unknown): unknown {
  return error instanceof SourceError ? new UsageError(error.message) : error;
}

async function rendered(report: Report, rules: readonly Rule[], options: AuditOptions): Promise<string> {
  if (options.format === 'json') return (await import('../report/json.ts')).json(report);
  if (options.format === 'markdown') return (await import('../report/markdown.ts')).markdown(report, {});
  if (options.format === 'sarif') {
    const { sarif } = await import('../report/sarif.ts');
    return sarif(report, rules);
  }
  if (options.format === 'html') {
    const [{ html }, style] = await Promise.all([import('../report/html.tsx'), reportStyle()]);
    const pages = new Map(rules.map(({ id, see }) => [id, see[0] ?? null]));
    return html(report, { style, ruleLink: (id) => pages.get(id) ?? null });
  }
  if (options.format === 'badge') return (await import('../report/badge.tsx')).badge(report);
  const { text } = await import('../report/text.ts');
  return text(report, textOptions(options));
}

/** How a report for a terminal is to look. */
export function textOptions(options: Pick<AuditOptions, 'output' | 'color' | 'verbose' | 'quiet'>): TextOptions {
  const onTerminal = options.output === undefined || options.output === '-';
  return {
    colour: onTerminal && colourful(options.color, process.stdout, process.env),
    width: Math.min(WIDE, Math.max(NARROW, process.stdout.columns || 100)),
    verbose: options.verbose === true,
    quiet: options.quiet === true,
  };
}

/** Writes to a file or, without one, to the standard output. @throws UsageError */
export async function deliver(text: string, output: string | undefined): Promise<void> {
  if (output === undefined || output === '-') await print(text);
  else writeOutput(output, text);
}

/** Says on stderr why the run fails. @returns the exit code */
function gate(report: Report, options: AuditOptions): number {
  const reasons = shortfalls(report, options);
  for (const reason of reasons) process.stderr.write(`mlready: ${reason}\n`);
  return reasons.length === 0 ? exitCode.fine : exitCode.below;
}

/** What keeps a report from passing the gate, a sentence each. */
export function shortfalls(report: Report, { failUnder, failOn, baseline }: AuditOptions): string[] {
  const reasons: string[] = [];
  if (failUnder !== undefined && report.score !== null && report.score < failUnder) {
    reasons.push(`the score ${report.score} is below ${failUnder} (--fail-under)`);
  }
  const what = failOn ?? { what: baseline === undefined ? 'never' : 'new', least: 'low' };
  const failing = failingRules(report, what);
  if (failing.length > 0) {
    const fail = failing.length === 1 ? '1 practice fails' : `${failing.length} practices fail`;
    const where = what.what === 'new' ? `, which the baseline does not hold (${baseline})` : ' (--fail-on)';
    reasons.push(`${fail}${where}: ${failing.map(({ id }) => id).join(', ')}`);
  }
  return reasons;
}
