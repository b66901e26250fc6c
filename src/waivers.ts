import { globs } from './facts/globs.ts';
import type { Ignore } from './facts/ignores.ts';
import { counts } from './findings.ts';
import type { Document, Finding, Notice, Outcome, Verdict, Waived, Waiver, Writing } from './model.ts';
import { nearest } from './nearest.ts';

/** Everything that may keep a finding from counting. */
export interface Waivers {
  /** From the configuration. */
  readonly written: readonly Waiver[];
  /** From comments in the audited files. */
  readonly comments: readonly Document<readonly Ignore[]>[];
  /** ISO date; a waiver holds through the day on which it expires. */
  readonly date: string;
  /** Whether a comment counts for a finding; all do where absent. */
  readonly allows?: (rule: string, finding: Finding) => boolean;
}

export interface AfterWaivers {
  readonly verdicts: readonly Verdict[];
  /** With the rule that each is about, or `null`. */
  readonly notices: readonly (Notice & { readonly rule: string | null })[];
}

/** One waiver of one rule, wherever it was written. */
interface Entry {
  readonly by: Waived['by'];
  readonly waiver: Waiver;
  readonly covers: (finding: Finding) => boolean;
}

/**
 * Takes what is waived out of the verdicts. A rule whose every counting place is waived, or that is waived as a whole,
 * is neither passed nor failed but `waived`; what is waived stays listed with its reason. What expired, does nothing,
 * lacks a reason or names a rule that there is not is told.
 */
export function waive(verdicts: readonly Verdict[], waivers: Waivers): AfterWaivers {
  const rules = verdicts.map(({ rule }) => rule);
  const notices: (Notice & { readonly rule: string | null })[] = [];
  const entries = new Map<string, Entry[]>(rules.map((rule) => [rule, []]));
  /** Comments by rule and the line that they cover, for there may be many of both. */
  const atLine = new Map<string, Entry[]>();
  for (const { path, value } of waivers.comments) {
    for (const ignore of value) {
      const at = { path, line: ignore.line, ...(ignore.cell === undefined ? {} : { cell: ignore.cell }) };
      if (ignore.problem !== null) notices.push({ ...at, rule: null, message: ignore.problem });
      else
        for (const rule of ignore.rules) {
          const waiver = { rule, path, reason: ignore.reason, expires: null, at };
          if (!entries.has(rule)) notices.push({ ...at, rule: null, message: unknown(rule, rules) });
          else {
            const entry: Entry = { by: 'comment', waiver, covers: () => false };
            const key = placeKey(rule, { ...ignore, path, line: ignore.covers });
            entries.get(rule)?.push(entry);
            if (atLine.get(key)?.push(entry) === undefined) atLine.set(key, [entry]);
          }
        }
    }
  }
  // The narrower ones first, so that each finding carries the reason that was given for it.
  for (const waiver of [...waivers.written].sort((a, b) => Number(a.path === null) - Number(b.path === null))) {
    const expired = waiver.expires !== null && waiver.expires < waivers.date;
    const message = `the waiver of ${waiver.rule} expired on ${waiver.expires} and no longer counts`;
    if (expired) notices.push({ ...waiver.at, rule: waiver.rule, message });
    else entries.get(waiver.rule)?.push({ by: 'configuration', waiver, covers: below(waiver.path) });
  }
  const after = verdicts.map((verdict) => {
    const own = entries.get(verdict.rule) ?? [];
    if (own.length === 0) return verdict;
    const used = new Set<Entry>();
    const commented = (finding: Finding) =>
      waivers.allows?.(verdict.rule, finding) === false ? [] : (atLine.get(placeKey(verdict.rule, finding)) ?? []);
    const result = apply(verdict, own, commented, used);
    for (const entry of own) {
      if (!used.has(entry)) notices.push({ ...entry.waiver.at, rule: verdict.rule, message: unused(entry, verdict) });
    }
    return result;
  });
  return { verdicts: after, notices };
}

function placeKey(rule: string, { path, line, cell }: Writing): string {
  return JSON.stringify([rule, path, line, cell]);
}

function below(path: string | null): Entry['covers'] {
  if (path === null) return () => true;
  const matches = globs([path]);
  return (finding) => matches(finding.path);
}

function apply(
  verdict: Verdict,
  entries: readonly Entry[],
  commented: (finding: Finding) => readonly Entry[],
  used: Set<Entry>,
): Verdict {
  const written = entries.filter(({ by }) => by === 'configuration');
  const open = verdict.outcome === 'fail' || verdict.outcome === 'unknown';
  const taken = new Map<Entry, Finding[]>();
  const kept = verdict.findings.filter((finding) => {
    // What a rule passes by is no reproach; hints are advice, which may be unwanted, too.
    if (!open && (verdict.outcome === 'skip' || counts(finding))) return true;
    const covering = [...commented(finding), ...written.filter(({ covers }) => covers(finding))];
    for (const entry of covering) used.add(entry);
    const [first] = covering;
    if (first !== undefined && taken.get(first)?.push(finding) === undefined) taken.set(first, [finding]);
    return first === undefined;
  });
  const whole = open ? entries.find(({ waiver }) => waiver.path === null) : undefined;
  if (whole !== undefined) {
    used.add(whole);
    if (!taken.has(whole)) taken.set(whole, []);
  }
  const nothingLeft = verdict.outcome === 'fail' && verdict.findings.some(counts) && !kept.some(counts);
  const waived = [...taken].map(([{ by, waiver }, findings]) => {
    const { reason, expires, at } = waiver;
    return { by, reason, expires, at, findings };
  });
  if (whole === undefined && !nothingLeft) return { ...verdict, findings: kept, waived };
  return { ...verdict, outcome: 'waived', findings: kept, because: [], unread: [], fix: null, waived };
}

function unused({ by, waiver }: Entry, { rule, outcome }: Verdict): string {
  const reasons: Readonly<Partial<Record<Outcome, string>>> = {
    pass: 'the rule passes',
    skip: 'the rule does not apply',
  };
  const place = by === 'comment' ? 'it finds nothing at this line' : `it finds nothing in ${waiver.path}`;
  return `the waiver of ${rule} is not needed: ${reasons[outcome] ?? place}`;
}

function unknown(rule: string, rules: readonly string[]): string {
  const near = nearest(rule, rules);
  return `a waiver of the unknown rule "${rule}"${near === null ? '' : `, did you mean "${near}"?`}`;
}
