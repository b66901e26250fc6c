import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { Grade, ProfileName } from '../../model.ts';
import type { RuleNames } from './rule-set.ts';

/** A moment: read as a Date. */
type Moment = ColumnType<Date, Date | string, Date | string>;
/** A moment that the database fills in. */
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export interface InstallationTable {
  /** GitHub's id, as all ids here but those of audits. */
  id: number;
  accountId: number;
  /** Login of the organisation or user. */
  account: string;
  accountType: 'Organization' | 'User';
  suspendedAt: MaybeMoment;
  /** When its repositories were last listed completely. */
  syncedAt: MaybeMoment;
  createdAt: Stamp;
}

/** What the latest audit of the default branch said, kept beside the repository so that thousands list quickly. */
export interface LatestColumns {
  auditId: number | null;
  commit: string | null;
  auditedAt: MaybeMoment;
  ml: boolean | null;
  profile: ProfileName | null;
  score: number | null;
  grade: Grade | null;
  passes: number | null;
  fails: number | null;
  /** Score less the one before, where both audits gave one. */
  scoreChange: number | null;
  ruleSet: string | null;
  /** One letter a rule, in the order of the rule set; see `verdicts.ts`. */
  verdicts: string | null;
}

export interface RepositoryTable extends LatestColumns {
  id: number;
  installationId: number;
  owner: string;
  name: string;
  private: boolean;
  archived: boolean;
  topics: ColumnType<string[], readonly string[], readonly string[]>;
  defaultBranch: string;
  /** Why it could not be audited last, or null. One line, fit for people. */
  problem: string | null;
  createdAt: Stamp;
  updatedAt: Stamp;
}

export interface DeliveryTable {
  /** GitHub's delivery id: the same delivery comes with the same id however often it is sent. */
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  receivedAt: Stamp;
  state: 'received' | 'done' | 'ignored' | 'failed';
  settledAt: MaybeMoment;
  /** Why it failed. */
  problem: string | null;
}

export interface AuditTable {
  id: Generated<number>;
  repositoryId: number;
  commit: string;
  /** The branch whose tip it was; null for a pull request. */
  branch: string | null;
  pullRequest: number | null;
  /** Whether it is of the default branch, and so part of the repository's history. */
  history: boolean;
  at: Moment;
  /** What brought it about: `push`, `pull_request`, `backfill`, … */
  reason: string;
  ml: boolean;
  profile: ProfileName;
  score: number | null;
  grade: Grade | null;
  apply: number;
  passes: number;
  fails: number;
  unknown: number;
  waived: number;
  ruleSet: string;
  verdicts: string;
  /** For history alone: what it added to the sum of all scores, and to the number of scored repositories. */
  scoreDelta: number;
  scoredDelta: number;
  /** SHA-256 of the report. */
  digest: string;
  /** The report, JSON under Brotli: places and messages, no contents of files. */
  report: ColumnType<Uint8Array, Uint8Array, Uint8Array>;
}

/** A rule that began or ceased to fail in a repository's history. */
export interface TurnTable {
  auditId: number;
  repositoryId: number;
  at: Moment;
  rule: string;
  turn: 'broke' | 'fixed';
}

/** Rules in their order, with the names that people see; many audits share one. */
export interface RuleSetTable {
  id: string;
  names: JSONColumnType<RuleNames, string, string>;
}

export interface SessionTable {
  /** SHA-256 of what the cookie holds. */
  id: string;
  userId: number;
  login: string;
  /** Encrypted. */
  token: ColumnType<Uint8Array, Uint8Array, Uint8Array>;
  createdAt: Stamp;
  expiresAt: Moment;
}

/** The log of administrative acts. */
export interface ActTable {
  id: Generated<number>;
  at: Stamp;
  installationId: number;
  /** Login of who did it. */
  actor: string;
  actorId: number;
  act: string;
  /** What it was done to, such as a repository or a job. */
  subject: string;
  outcome: string;
}

export interface SettingTable {
  /** An installation, or 0 for the whole service. */
  scope: number;
  key: string;
  value: JSONColumnType<{ readonly value: unknown }, string, string>;
}

/** The tables, by Kysely's names; in the database they are snake_case. */
export interface Schema {
  installations: InstallationTable;
  repositories: RepositoryTable;
  deliveries: DeliveryTable;
  audits: AuditTable;
  turns: TurnTable;
  ruleSets: RuleSetTable;
  sessions: SessionTable;
  acts: ActTable;
  settings: SettingTable;
}

export type Installation = Selectable<InstallationTable>;
export type Repository = Selectable<RepositoryTable>;
export type Delivery = Selectable<DeliveryTable>;
export type Act = Selectable<ActTable>;
