import { randomBytes } from 'node:crypto';
import { compare, excusedSecrets, failingChanges } from '../comparison.ts';
import { auditForComparison, type EngineOptions } from '../engine.ts';
import { type FailOn, failingRules } from '../gate.ts';
import type { Comparison, ProfileName, Report, RuleBook, Source } from '../model.ts';
import { probes } from '../probes/index.ts';
import { SourceError } from '../source/error.ts';
import { helper } from '../surface/aside.ts';
import { statusOf, unreadable } from './api-error.ts';
import { type ChangedLines, changedLines } from './changed-lines.ts';
import type { Organisation } from './organisation.ts';
import { policyOf, type Sides, type Wanted } from './policy.ts';
import { named, type Revisions } from './revisions.ts';

/** What came out for one folder. */
export interface Judged {
  /** On the head, marked by the baseline. */
  readonly report: Report;
  /** With the base; `null` where there is none. */
  readonly comparison: Comparison | null;
  readonly book: RuleBook;
  /** Ids of the rules by which the step fails. */
  failing(failOn: FailOn): readonly string[];
  readonly changedLines: ChangedLines;
}

/** What is compared, and where it can be read. */
export interface Located {
  readonly revisions: Revisions;
  readonly head: string;
  /** The commit with which the head is compared; `null` where there is none. */
  readonly base: string | null;
}

/** What whoever asks for a verdict wants of it. */
export interface JudgeOptions extends Wanted {
  readonly profile: ProfileName | null;
  readonly organisation?: Organisation;
}

/**
 * Judges the head, and the base where there is one, by what the base says: its configuration, rules, waivers, baseline
 * and profile, so that no change can excuse itself.
 * @param log is told of what could not be compared
 * @throws RefusalError, UsageError or SourceError for what whoever keeps the repository can mend
 */
export async function judge(
  { revisions, head, base }: Located,
  repository: string,
  inputs: JudgeOptions,
  about: { readonly date: string; readonly version: string },
  log: (message: string) => void,
): Promise<Judged> {
  const opened: Source[] = [];
  const open = async (commit: string, folder: string): Promise<Source> => {
    const source = named(await revisions.open(commit, folder), folder, repository);
    opened.push(source);
    await source.entries();
    return source;
  };
  const sidesOf = async (commit: string): Promise<Sides> => {
    const folder = await open(commit, inputs.path);
    const needsTop = inputs.path !== '' && (inputs.config !== null || inputs.baseline !== null);
    return { folder, top: needsTop ? await open(commit, '') : folder };
  };
  const aside = helper();
  try {
    const after = await sidesOf(head).catch((error) => {
      throw unreadable(error);
    });
    const before = base === null ? null : await sidesOf(base).catch((error) => absent(error, base, log));
    const policy = await policyOf(before ?? after, after, inputs, inputs.organisation);
    const { configured } = policy;
    const options: EngineOptions = {
      ...about,
      probes,
      aside: aside.parse,
      ...(inputs.organisation === undefined ? {} : { enforced: inputs.organisation.enforced }),
    };
    const auditOf = (source: Source, profile: ProfileName | null, more: Partial<EngineOptions>, isHead: boolean) =>
      auditForComparison(
        source,
        configured.book,
        { ...configured.config, profile: inputs.profile ?? profile },
        { ...options, ...more, open: isHead },
      );
    const marked = policy.baseline ?? ((report: Report) => report);
    const own = configured.config.profile;
    if (before === null) {
      const report = marked((await auditOf(after.folder, own, {}, true)).open);
      return {
        report,
        comparison: null,
        book: configured.book,
        failing: (failOn) =>
          failOn.what === 'new' && policy.baseline === null ? [] : failingRules(report, failOn).map(({ id }) => id),
        changedLines: () => false,
      };
    }
    const key = randomBytes(16).toString('hex');
    const { keyed: was } = await auditOf(before.folder, own, { key }, false);
    // Outside machine learning the guess says nothing about the head.
    const profile = was.ml ? was.profile : own;
    const { keyed, open: unkeyed } = await auditOf(
      after.folder,
      profile,
      { key, excusedSecrets: excusedSecrets(was) },
      true,
    );
    const changed = await revisions.changed(was.commit ?? '', head, inputs.path);
    const comparison = compare(was, keyed, changed, await policy.changedIn(after));
    const report = marked(unkeyed);
    const known = new Set(report.rules.filter((rule) => rule.known).map(({ id }) => id));
    return {
      report,
      comparison,
      book: configured.book,
      failing: (failOn) =>
        failingChanges(comparison, keyed, failOn).filter((id) => failOn.what !== 'new' || !known.has(id)),
      changedLines: await changedLines(before.folder, after.folder, changed, places(report)),
    };
  } finally {
    await aside.close();
    await Promise.all(opened.map((source) => source.close()));
  }
}

/** A base that was pushed away, or that lacks the folder, leaves nothing to compare with; what may not be read is an error. */
function absent(error: unknown, base: string, log: (message: string) => void): null {
  if (!(error instanceof SourceError) && statusOf(error) !== 404) throw unreadable(error);
  log(`there is nothing to compare with: ${base.slice(0, 7)} cannot be read (${(error as Error).message})`);
  return null;
}

function places({ rules }: Report): ReadonlySet<string> {
  return new Set(
    rules.filter(({ verdict }) => verdict === 'fail').flatMap(({ findings }) => findings.map(({ path }) => path)),
  );
}
