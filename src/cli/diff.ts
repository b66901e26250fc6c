import { randomBytes } from 'node:crypto';
import { compare, excusedSecrets, failingChanges } from '../comparison.ts';
import type { Comparison, Notice, Report, Source } from '../model.ts';
import { builtInBook } from '../surface/book.ts';
import { configurationText, configure } from '../surface/configuration.ts';
import { exitCode } from '../surface/exit.ts';
import { whenInterrupted } from '../surface/interrupt.ts';
import { checkOutput } from '../surface/output.ts';
import type { AuditOptions } from './arguments.ts';
import { deliver, reportOn, textOptions, usageOf } from './audit.ts';

export type DiffOptions = Omit<AuditOptions, 'rev' | 'baseline' | 'writeBaseline'>;

/**
 * `mlready diff RANGE [path]`: both states by the configuration, the rules and the profile of the base, so that no
 * change can excuse itself. @returns the exit code @throws UsageError
 */
export async function diff(range: string, path: string, options: DiffOptions, version: string): Promise<number> {
  const { output } = options;
  if (output !== undefined && output !== '-') checkOutput(output, '--output');
  const { comparison, head } = await compared(range, path, options, version).catch((error) => {
    throw usageOf(error);
  });
  await deliver(await rendered(comparison, head, options), output);
  return gate(comparison, head, options);
}

async function compared(
  range: string,
  path: string,
  options: DiffOptions,
  version: string,
): Promise<{ readonly comparison: Comparison; readonly head: Report }> {
  const [builtIn, { openRange }] = await Promise.all([builtInBook(), import('../source/range.ts')]);
  const { base, head, changed, working } = await openRange(path, range);
  const close = async () => {
    await Promise.all([base.close(), head.close()]);
  };
  const forget = whenInterrupted(() => void close());
  try {
    const configured = await configure(base, options.config, builtIn);
    const notices = options.config === undefined ? await configurationNotices(base, head) : [];
    const key = randomBytes(16).toString('hex');
    const before = await reportOn(base, configured, options, version, { key });
    // Outside machine learning the guess says nothing about the head.
    const profile = before.ml ? before.profile : configured.config.profile;
    const same = { ...configured, config: { ...configured.config, profile } };
    const judged = await reportOn(head, same, options, version, { key, excusedSecrets: excusedSecrets(before) });
    const after = working ? { ...judged, commit: null } : judged;
    return { comparison: compare(before, after, changed, notices), head: after };
  } finally {
    forget();
    await close();
  }
}

/** A head that changes the configuration is judged by the old one all the same. */
async function configurationNotices(base: Source, head: Source): Promise<readonly Notice[]> {
  const [before, after] = [await configurationText(base), await configurationText(head)];
  if (before?.text === after?.text) return [];
  const message = 'the change of the configuration takes effect once it is part of the base';
  return [{ path: after?.file ?? before?.file ?? '', line: null, message }];
}

async function rendered(comparison: Comparison, head: Report, options: DiffOptions): Promise<string> {
  if (options.format === 'json') return (await import('../report/comparison/json.ts')).comparisonJson(comparison);
  if (options.format === 'markdown') {
    return (await import('../report/comparison/markdown.ts')).comparisonMarkdown(comparison, head);
  }
  const { comparisonText } = await import('../report/comparison/text.ts');
  return comparisonText(comparison, textOptions(options));
}

function gate(comparison: Comparison, head: Report, { failUnder, failOn }: DiffOptions): number {
  const reasons: string[] = [];
  if (failUnder !== undefined && head.score !== null && head.score < failUnder) {
    reasons.push(`the score ${head.score} is below ${failUnder} (--fail-under)`);
  }
  const failing = failOn === undefined ? [] : failingChanges(comparison, head, failOn);
  if (failing.length > 0) {
    const what = failing.length === 1 ? '1 practice' : `${failing.length} practices`;
    const how = failOn?.what === 'new' ? 'got worse' : failing.length === 1 ? 'fails' : 'fail';
    reasons.push(`${what} ${how} (--fail-on): ${failing.join(', ')}`);
  }
  for (const reason of reasons) process.stderr.write(`mlready: ${reason}\n`);
  return reasons.length === 0 ? exitCode.fine : exitCode.below;
}
