import { crosswalk as crosswalkOf } from '../crosswalk.ts';
import type { CrosswalkReport } from '../model.ts';
import { nearest } from '../nearest.ts';
import { builtInBook } from '../surface/book.ts';
import { configure } from '../surface/configuration.ts';
import { exitCode, UsageError } from '../surface/exit.ts';
import { whenInterrupted } from '../surface/interrupt.ts';
import { checkOutput } from '../surface/output.ts';
import type { AuditOptions } from './arguments.ts';
import { deliver, open, reportOn, textOptions, usageOf } from './audit.ts';

export interface CrosswalkOptions
  extends Pick<AuditOptions, 'rev' | 'profile' | 'output' | 'config' | 'date' | 'quiet' | 'verbose' | 'color'> {
  readonly to: string;
  readonly format: 'text' | 'markdown' | 'json';
}

/** `mlready crosswalk --to LIST [path]`: one audit told as a published list. @returns the exit code @throws UsageError */
export async function crosswalk(path: string, options: CrosswalkOptions, version: string): Promise<number> {
  if (options.output !== undefined && options.output !== '-') checkOutput(options.output, '--output');
  const [builtIn, source] = await Promise.all([builtInBook(), open(path, options.rev)]);
  const forget = whenInterrupted(() => void source.close());
  let report: CrosswalkReport;
  try {
    const configured = await configure(source, options.config, builtIn);
    const { crosswalks } = configured.book;
    const list = crosswalks.find(({ id }) => id === options.to);
    if (list === undefined) {
      const ids = crosswalks.map(({ id }) => id);
      const near = nearest(options.to, ids);
      const hint = near === null ? `there are ${ids.join(', ')}` : `did you mean "${near}"?`;
      throw new UsageError(`unknown list "${options.to}", ${hint}`);
    }
    report = crosswalkOf(await reportOn(source, configured, options, version), list, configured.config.attestations);
  } catch (error) {
    throw usageOf(error);
  } finally {
    forget();
    await source.close();
  }
  await deliver(await rendered(report, options), options.output);
  return exitCode.fine;
}

async function rendered(report: CrosswalkReport, options: CrosswalkOptions): Promise<string> {
  if (options.format === 'json') return (await import('../report/crosswalk/json.ts')).crosswalkJson(report);
  if (options.format === 'markdown') {
    return (await import('../report/crosswalk/markdown.ts')).crosswalkMarkdown(report);
  }
  const { crosswalkText } = await import('../report/crosswalk/text.ts');
  return crosswalkText(report, textOptions(options));
}
