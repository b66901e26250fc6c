import type { FailOn } from '../../gate.ts';
import type { ProfileName, Severity, Waiver } from '../../model.ts';
import type { RuleFile } from '../../surface/rule-files.ts';

/** Which results a repository gets, and when. */
export interface Results {
  readonly check: boolean;
  readonly comment: 'always' | 'changes' | 'never';
  readonly annotations: boolean;
  /** Whether pull requests that are drafts are judged, too. */
  readonly drafts: boolean;
}

/** What the organisation's policy means for one repository. Plain data: it goes to another thread. */
export interface Plan {
  /** Whether the repository is audited at all. */
  readonly audit: boolean;
  readonly profile: ProfileName | null;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly ignore: readonly string[];
  readonly waivers: readonly Waiver[];
  /** Rules that the repository cannot switch off, and how much they count. */
  readonly enforce: Readonly<Record<string, Exclude<Severity, 'off'>>>;
  readonly gate: { readonly failOn: FailOn; readonly failUnder: number | null };
  readonly results: Results;
  /** Rules of the organisation's own. */
  readonly rules: readonly RuleFile[];
}

/** Without a policy. */
export const freePlan: Plan = {
  audit: true,
  profile: null,
  severities: {},
  thresholds: {},
  ignore: [],
  waivers: [],
  enforce: {},
  gate: { failOn: { what: 'new', least: 'high' }, failUnder: null },
  results: { check: true, comment: 'always', annotations: true, drafts: false },
  rules: [],
};

/** What reports call the policy's file. */
export const KEPT_FILE = '.github:mlready.yml';
