/**
 * The nouns of mlready, types only. They stand in the order of the one direction:
 * source → facts → audit → score → report.
 */

// ---------------------------------------------------------------- source

/** One entry of the audited tree. */
export interface FileEntry {
  /** Relative to the audited root, separated by `/`, never absolute and never with `..`. */
  readonly path: string;
  /** Bytes of the committed content; `null` where it cannot be known (a missing blob). */
  readonly size: number | null;
  readonly kind: 'file' | 'executable' | 'symlink' | 'submodule';
  /** False for a file that Git neither tracks nor ignores. */
  readonly tracked: boolean;
}

/** Content of one file, or the reason why there is none. Never an exception: one bad file must not end an audit. */
export type Content =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly problem: string };

/** Where files come from. Only implementations of this interface do I/O on the audited tree. */
export interface Source {
  /** What people call it: the name of the folder or repository. */
  readonly name: string;
  /** Full commit id, or `null` where there is none. */
  readonly commit: string | null;
  /** Sorted by path in code-unit order. */
  entries(): Promise<readonly FileEntry[]>;
  /**
   * Contents of the given entries in the given order, each at most once.
   * A file of more than `limit` bytes comes as a problem, without being held in memory.
   */
  read(requests: readonly { readonly path: string; readonly limit: number }[]): AsyncIterable<Content>;
  /** One file of any size as a stream of chunks. */
  stream(path: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- facts

/** 1-based line and column; in a notebook the line counts within `cell`, which counts from 0 over all cells. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
}

/** A text file as a reader gets it: decoded, without byte order mark. */
export interface FileText {
  readonly path: string;
  readonly text: string;
  /** 1-based line of the whole file at which `text` begins; above 1 only for readers with `windowed`. */
  readonly firstLine: number;
}

/** A part of a file that could not be understood. `text` is that part: needles in it decide whether it matters. */
export interface Gap {
  readonly reason: string;
  readonly line: number | null;
  readonly text: string;
}

export interface Parsed<T> {
  readonly value: T;
  readonly gaps?: readonly Gap[];
  /** Further paths that this document pulls in and that the same reader must read, such as `-r base.txt`. */
  readonly refers?: readonly string[];
}

/** Which cap on size a reader is under. `none` is for readers that work on windows of a stream. */
export type Cap = 'text' | 'lock' | 'notebook' | 'none';

/**
 * Understands one kind of document. A probe asks for documents by naming the reader, and gathering
 * reads exactly the files of the readers that active rules name.
 */
export interface Reader<T> {
  readonly kind: string;
  readonly cap: Cap | ((path: string) => Cap);
  /** Files above the cap, of any size, are then read in overlapping windows of whole lines. */
  readonly windowed?: boolean;
  /** Binary content under a name that matches is simply not of this kind, rather than unread. */
  readonly textOnly?: boolean;
  /** Costs so much over many files that it pays to parse on another thread, where the surface has one. */
  readonly aside?: boolean;
  /** Reads vendored, generated and config-ignored places, too (secrets know no shelter). */
  readonly everywhere?: boolean;
  matches(path: string): boolean;
  /** Narrows `matches` by size in bytes: an entry of another size is simply not of this kind. */
  fits?(size: number | null): boolean;
  /** Throws only `Error`s whose message can be shown to people as the reason why the file is unread. */
  parse(file: FileText): Parsed<T> | null | Promise<Parsed<T> | null>;
}

export interface Document<T> {
  readonly path: string;
  readonly value: T;
}

/** A file, or a part of one, that could not be read although a reader wanted it. */
export interface Unread {
  readonly path: string;
  readonly line: number | null;
  readonly reason: string;
}

/** Where a file stands in a repository; decides whether it counts for a rule. */
export type Place = 'code' | 'tests' | 'docs' | 'examples' | 'vendored';

/** What a probe must have gathered before it runs. */
export interface Need {
  // biome-ignore lint/suspicious/noExplicitAny: a need is kept in lists over readers of every type
  readonly reader: Reader<any>;
  /** Only these paths (globs); all that the reader matches where absent. */
  readonly paths?: readonly string[];
  /** Not these paths (globs), whatever `paths` says. */
  readonly except?: readonly string[];
  /**
   * A file that holds no needle cannot matter and need not be parsed. `a&&b` is held where all its parts
   * are substrings, `<a` where `a` begins a word.
   * Absent: every file matters.
   */
  readonly needles?: readonly string[];
  /** Only files in these places; added from the condition that asks. */
  readonly places?: readonly Place[];
}

/** All that is known of a repository, or of the part of it that a rule looks at. Frozen. */
export interface Facts {
  readonly name: string;
  readonly commit: string | null;
  /** Entries of this view, sorted by path. */
  readonly files: readonly FileEntry[];
  /** Every entry of the repository, whatever the view: for resolving links, not for evidence. */
  readonly tree: ReadonlyMap<string, FileEntry>;
  place(path: string): Place;
  documents<T>(reader: Reader<T>): readonly Document<T>[];
  document<T>(reader: Reader<T>, path: string): T | undefined;
  /** What could not be read and might have mattered to somebody with this need. */
  unread(need: Need): readonly Unread[];
  /** The same facts, narrowed to files that satisfy `keep`. `label` names the view and keys its cache. */
  view(label: string, keep: (path: string) => boolean): Facts;
}

// ---------------------------------------------------------------- audit

/** `hint` findings are advice: they never change a verdict. */
export type Confidence = 'certain' | 'likely' | 'hint';

/** A place in the repository and what stands there. */
export interface Finding extends Position {
  readonly path: string;
  readonly confidence: Confidence;
  /** One line of plain text. Never holds a secret, a literal of the audited code or a line break. */
  readonly message: string;
  /** The way from source to sink, in order, where there is one. */
  readonly trace: readonly Step[];
}

export interface Step extends Position {
  readonly path: string;
  readonly message: string;
}

/** What a probe observed. It says what is there; only the rule says whether that is good. */
export interface Observation {
  readonly seen: readonly Finding[];
  /** Places where what the probe looks for should be and is not; empty for probes of mere presence. */
  readonly missing?: readonly Finding[];
  /** What it would have needed to see and could not, beyond what readers report: sizes that nobody knows. */
  readonly unread?: readonly Unread[];
}

/** A JSON Schema (draft 2020-12) of a probe's options. */
export type OptionSchema = Readonly<Record<string, unknown>>;

export interface Probe<Options = unknown> {
  /** One sentence that completes "observes …"; goes into `rules/schema.json`. */
  readonly about: string;
  readonly options: OptionSchema;
  /** Places that count unless the rule says otherwise; `code` where absent. */
  readonly in?: readonly Place[];
  needs(options: Options): readonly Need[];
  run(facts: Facts, options: Options): Observation;
}

/** The closed grammar of conditions, as loaded from YAML. */
export type Condition = Modifiers &
  (
    | { readonly any: readonly Condition[] }
    | { readonly all: readonly Condition[] }
    | { readonly none: readonly Condition[] }
    | { readonly every: ProbeCall; readonly share?: number }
    | { readonly trait: string }
    | { readonly rule: string }
    | ProbeCall
  );

/** Exactly one key, the probe's name, with its options; `null` stands for none. */
export type ProbeCall = { readonly [probe: string]: unknown };

export interface Modifiers {
  /** Places that count; the probe's own default where absent. */
  readonly in?: readonly Place[];
}

export type ProfileName = 'portfolio' | 'research' | 'service' | 'library';
export type Severity = 'high' | 'medium' | 'low' | 'off';

export interface Remedy {
  readonly when?: Condition;
  readonly say: string;
}

/** A repository of an example: path → content, or only a size in bytes for a file that is too large to write down. */
export type ExampleTree = Readonly<Record<string, string | { readonly size: number }>>;

export interface Rule {
  /** The path of its file below the rule folder, without `.yml`: `data/versioned`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Readonly<Record<ProfileName, Severity>>;
  readonly why: string;
  readonly when?: Condition;
  readonly expect: Condition;
  /**
   * `project`: for each project in what is audited; `repository`: for all of it, also where projects are judged on their
   * own; `null` for what is audited, be it a repository or a project.
   */
  readonly per: 'repository' | 'project' | null;
  /** Findings are hints only: the rule is shown, never scored. */
  readonly advice: boolean;
  readonly fix: readonly Remedy[];
  readonly see: readonly string[];
  readonly standsFor: readonly string[];
  readonly examples: Readonly<Record<'pass' | 'fail' | 'skip', Readonly<Record<string, ExampleTree>>>>;
}

export interface Trait {
  readonly id: string;
  readonly title: string;
  /** Plain to see: where it stands is no reason worth showing. */
  readonly obvious?: boolean;
  readonly expect: Condition;
}

export interface ProfileDefinition {
  readonly name: ProfileName;
  /** Why this profile was chosen, in words that follow "service: ". */
  readonly reason: string;
  /** Absent for the profile that is left when no other fits. */
  readonly when?: Condition;
}

/** Something a repository can be built with, and what shows it. */
export interface StackDefinition {
  readonly name: string;
  readonly group: string;
  /** Python modules; a package stands for its submodules. */
  readonly imports?: readonly string[];
  readonly distributions?: readonly string[];
  /** Globs of files that show it. */
  readonly files?: readonly string[];
  /** Names and dotted pairs of names in Python code, as of the probe `word`. */
  readonly words?: readonly string[];
  /** Packages of R and Julia, and of JavaScript. */
  readonly packages?: readonly string[];
  /** Types that infrastructure code declares, as of the probe `resource`. */
  readonly resources?: readonly string[];
  /** Last parts of the names of container images: `postgres`. */
  readonly images?: readonly string[];
  /** `.gitattributes` sends files to it. */
  readonly lfs?: true;
}

/** One item of a published list. */
export interface CrosswalkItem {
  /** What attestations call it: the list and its name there, such as `ml-test-score/data-1`. */
  readonly id: string;
  readonly says: string;
  /** Rules that verify it together. A rule that there is not yet keeps it from being verified. */
  readonly rules: readonly string[];
  /** Rules without which it cannot be met, though they do not show that it is. */
  readonly needs: readonly string[];
}

/** A published list of what a machine-learning project should have, and what each of its items is verified by. */
export interface Crosswalk {
  /** The name of its file below `crosswalks/`, without `.yml`. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Where it was published; absent for our own. */
  readonly source?: string;
  /** What an item brings; the sum is a section's score, and the least of these the whole. Absent where nothing is scored. */
  readonly points?: { readonly verified: number; readonly attested: number };
  /** What a score means, up to and including `to`; the last one has no end. */
  readonly readings: readonly { readonly to?: number; readonly say: string }[];
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly items: readonly CrosswalkItem[];
  }[];
}

/** Everything the engine judges by. */
export interface RuleBook {
  readonly categories: readonly { readonly id: string; readonly title: string }[];
  readonly traits: readonly Trait[];
  /** In the order in which they are tried. */
  readonly profiles: readonly ProfileDefinition[];
  /** Sorted by category, then by id. */
  readonly rules: readonly Rule[];
  readonly stack: readonly StackDefinition[];
  /** Sorted by id. */
  readonly crosswalks: readonly Crosswalk[];
}

export interface Config {
  readonly profile: ProfileName | null;
  readonly severities: Readonly<Record<string, Severity>>;
  /** Globs of paths that are no evidence, neither for nor against. */
  readonly ignore: readonly string[];
  /** Rule id → the one number of that rule (`share` or `threshold`). */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Caps on what is read, in bytes. */
  readonly limits: Readonly<Record<Exclude<Cap, 'none'>, number>>;
  /** Folders with rules of one's own, relative to the configuration file. */
  readonly rules: readonly string[];
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
}

/** Somebody's word that an item of a published list is met, which no rule can see. */
export interface Attestation {
  readonly item: string;
  readonly reason: string;
  /** Whose word it is; `null` where that is not said. */
  readonly by: string | null;
  /** The last day on which it holds, an ISO date; `null` for no end. */
  readonly expires: string | null;
  readonly at: Writing;
}

/** Where something is written down that the audit obeys: a key of the configuration, or a comment. */
export interface Writing {
  readonly path: string;
  readonly line: number | null;
  readonly cell?: number;
}

/** The decision that what a rule finds does not count, with its reason. */
export interface Waiver {
  readonly rule: string;
  /** Glob of the files whose findings do not count; `null` for the rule as a whole. */
  readonly path: string | null;
  readonly reason: string;
  /** The last day on which it holds, an ISO date; `null` for no end. */
  readonly expires: string | null;
  readonly at: Writing;
}

/** What one waiver keeps from counting against a rule. */
export interface Waived {
  readonly by: 'configuration' | 'comment';
  readonly reason: string;
  readonly expires: string | null;
  readonly at: Writing;
  /** Empty where the rule as a whole is waived and fails without a place. */
  readonly findings: readonly Finding[];
}

/** Something about waivers or a baseline that somebody should look at; it decides nothing. */
export interface Notice extends Writing {
  readonly message: string;
}

/** `waived`: it would fail, or be unknown, but for waivers. */
export type Outcome = 'pass' | 'fail' | 'skip' | 'unknown' | 'waived';

export interface Verdict {
  readonly rule: string;
  readonly outcome: Outcome;
  /** For a skip: the rule whose failure is the reason. Such a rule stays in the denominator. */
  readonly blockedBy: string | null;
  /** What decided: for a pass what was seen, for a fail what is missing or wrong, for a skip nothing. */
  readonly findings: readonly Finding[];
  /** Where the reason lies that the rule applies at all; shown when a fail has no place of its own. */
  readonly because: readonly Finding[];
  readonly unread: readonly Unread[];
  readonly fix: string | null;
  /** What does not count although it was found; in no other list. */
  readonly waived: readonly Waived[];
}

export interface Audit {
  readonly ml: boolean;
  /** Why it is, or is not, taken for a machine-learning repository. */
  readonly mlFindings: readonly Finding[];
  readonly traits: Readonly<Record<string, boolean | null>>;
  readonly profile: ProfileName;
  readonly profileReason: string;
  readonly verdicts: readonly Verdict[];
  readonly unread: readonly Unread[];
}

// ---------------------------------------------------------------- report

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

export interface ReportFinding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
  readonly confidence: Confidence;
  readonly message: string;
  readonly trace: readonly Step[];
  /** Tells it again in another state of the file; for what fails, is unknown or waived. See `fingerprint`. */
  readonly fingerprint?: string;
  /** It stands in the baseline. */
  readonly known?: true;
}

export interface ReportRule {
  readonly id: string;
  readonly verdict: Outcome;
  readonly severity: Severity;
  /**
   * What the rule is worth, in points of the score: for a pass what it brings, for everything else that counts
   * what it would bring. 0 where it does not apply, is advice or is off.
   */
  readonly points: number;
  readonly title: string;
  readonly fix: string | null;
  /** The failed rule that keeps this one from applying. */
  readonly blockedBy: string | null;
  /** Hints only; never scored. */
  readonly advice: boolean;
  readonly findings: readonly ReportFinding[];
  /** Places that make the rule apply, given for a fail without a finding of its own. */
  readonly because: readonly ReportFinding[];
  /** For an unknown: what could not be read and might have decided it. */
  readonly unread: readonly Unread[];
  /** What does not count, by whose decision and why. */
  readonly waived: readonly ReportWaived[];
  /** It fails, and all of it stands in the baseline. */
  readonly known: boolean;
}

export interface ReportWaived {
  readonly by: 'configuration' | 'comment';
  readonly reason: string;
  /** The last day on which it holds, or `null` for no end. */
  readonly expires: string | null;
  readonly at: Writing;
  readonly findings: readonly ReportFinding[];
}

export interface ReportCategory {
  readonly id: string;
  readonly title: string;
  /** Share of the category's applicable weight that was earned, 0–100; `null` where nothing applies. */
  readonly score: number | null;
  readonly passed: number;
  readonly applicable: number;
}

export interface StackEntry {
  readonly name: string;
  readonly group: string;
  /** Imported or configured, not merely declared. */
  readonly used: boolean;
  readonly evidence: readonly { readonly path: string; readonly line: number; readonly cell?: number }[];
}

/** One group of the stack as somebody who looks at a portfolio sees it. */
export interface Skill {
  readonly group: string;
  /** Tools in use; where each is to be seen stands in the stack. */
  readonly shown: readonly string[];
  /** Where nothing of the group is in use: tools that would show it. */
  readonly missing: readonly string[];
}

/** The contract: what `--format json` prints, in this order of keys. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'mlready'; readonly version: string };
  readonly name: string;
  readonly commit: string | null;
  /** ISO date, an input of the audit. */
  readonly date: string;
  readonly ml: boolean;
  readonly mlReason: readonly ReportFinding[];
  readonly profile: ProfileName;
  readonly profileReason: string;
  readonly traits: Readonly<Record<string, boolean | null>>;
  /** 0–100 with one decimal; `null` for a repository that is not about machine learning. */
  readonly score: number | null;
  /** What the score would be if everything unknown turned out well. */
  readonly scoreUpTo: number | null;
  readonly grade: Grade | null;
  /** Why the grade is lower than the score alone would give, or `null`. */
  readonly gradeCap: string | null;
  /** Points that no rule can bring because too little of the profile applies (0 for most). */
  readonly outOfReach: number;
  readonly nextGrade: {
    readonly grade: Grade;
    readonly score: number;
    readonly steps: readonly { readonly rule: string; readonly points: number }[];
  } | null;
  readonly counts: {
    readonly apply: number;
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly skip: number;
    readonly waived: number;
  };
  readonly categories: readonly ReportCategory[];
  readonly rules: readonly ReportRule[];
  readonly stack: readonly StackEntry[];
  /** For a portfolio: what of the stack somebody sees evidence of, and what is missing; `null` for every other profile. */
  readonly skills: readonly Skill[] | null;
  readonly unread: readonly Unread[];
  /** How much of what fails stands in the baseline, what is new and what of it is gone; `null` without one. */
  readonly baseline: { readonly known: number; readonly new: number; readonly gone: number } | null;
  /** What somebody should look at: waivers that expired, lack a reason or do nothing; stale entries of a baseline. */
  readonly notices: readonly Notice[];
}

/** What `mlready --projects --format json` prints, in this order of keys. */
export interface ProjectsReport {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly name: string;
  readonly commit: string | null;
  readonly date: string;
  /** Sorted by path; paths in the reports are those of the repository. */
  readonly projects: readonly { readonly path: string; readonly report: Report }[];
  /** What is the matter with the configuration as a whole. */
  readonly notices: readonly Notice[];
}

// ---------------------------------------------------------------- crosswalk

/**
 * `verified`: the rules that stand for it pass; `attested`: somebody gives their word; `not met`: a rule without which
 * it cannot be met fails; `unknown`: none of these, which no rule can tell.
 */
export type ItemStatus = 'verified' | 'attested' | 'not met' | 'unknown';

export interface CrosswalkRow {
  readonly id: string;
  readonly says: string;
  readonly status: ItemStatus;
  /** What it brings to its section's score; `null` where the list is not scored. */
  readonly points: number | null;
  /** The rules that have a say, each with the first places of what decided it. */
  readonly rules: readonly {
    readonly id: string;
    readonly title: string;
    readonly verdict: Outcome;
    readonly findings: readonly (Writing & { readonly line: number; readonly message: string })[];
  }[];
  readonly attestation: Omit<Attestation, 'item'> | null;
}

/** What `mlready crosswalk --format json` prints, in this order of keys. */
export interface CrosswalkReport {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly name: string;
  readonly commit: string | null;
  readonly date: string;
  readonly ml: boolean;
  readonly list: {
    readonly id: string;
    readonly title: string;
    readonly about: string;
    readonly source: string | null;
  };
  readonly counts: Readonly<Record<ItemStatus, number>>;
  /** The least of the sections' scores and what it means by the list's own words; `null` where it is not scored. */
  readonly score: { readonly value: number; readonly of: number; readonly reading: string } | null;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly score: number | null;
    readonly items: readonly CrosswalkRow[];
  }[];
  /** What somebody should look at: attestations that expired or are no longer needed. */
  readonly notices: readonly Notice[];
}

// ---------------------------------------------------------------- comparison

/** A file that differs between two states of a repository. */
export interface ChangedFile {
  readonly path: string;
  readonly change: 'added' | 'changed' | 'deleted' | 'renamed';
  /** Its former path, for one that was renamed. */
  readonly from?: string;
}

/**
 * What became of a rule. `broke`: it fails and did not; `worse`: it failed, and fails in new places; `fixed`: it failed
 * and does not any more; `better`: it fails in fewer places; `stays`: it fails as before; `unsure`: it can no longer be
 * judged; `waived`: it does not count any more by somebody's decision; `other`: it began or ceased to apply, or is
 * judged again, and passes.
 */
export type ChangeKind = 'broke' | 'worse' | 'fixed' | 'better' | 'stays' | 'unsure' | 'waived' | 'other';

export interface RuleChange {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly change: ChangeKind;
  readonly before: Outcome;
  readonly after: Outcome;
  /** What it brings to the score now less what it brought before. */
  readonly points: number;
  /** Places at which it fails now and did not. */
  readonly fresh: readonly ReportFinding[];
  /** Places at which it failed and does not any more; paths and lines are those of the base. */
  readonly gone: readonly ReportFinding[];
  /** How many places fail as before. */
  readonly same: number;
  /** The changed files by which it came about, as far as they can be told. */
  readonly causes: readonly ChangedFile[];
  readonly fix: string | null;
}

/** One of the two states that are compared. */
export interface ComparedState {
  readonly commit: string | null;
  readonly ml: boolean;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly counts: Report['counts'];
}

/** What `mlready diff --format json` prints, in this order of keys. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly name: string;
  readonly date: string;
  /** Both states are judged by it. */
  readonly profile: ProfileName;
  readonly profileReason: string;
  readonly base: ComparedState;
  readonly head: ComparedState;
  /** Head less base; `null` where one of them has no score. */
  readonly scoreChange: number | null;
  /** The part of it that no rule below accounts for: what else applies weighs differently. */
  readonly otherPoints: number;
  /** Every rule that changed or fails, what broke first. */
  readonly rules: readonly RuleChange[];
  /** Comments of the head that keep something from counting, and that the base does not have. */
  readonly newWaivers: readonly (Writing & { readonly rule: string; readonly reason: string })[];
  readonly changedFiles: number;
  /** What somebody should look at: changed configuration, waivers. */
  readonly notices: readonly Notice[];
}

/** A mistake of the user's: configuration, rules or arguments. Shown as one clear line, without a stack. */
export interface Problem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}
