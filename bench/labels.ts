import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../src/model.ts';

/** What people read in a repository at a commit, rule by rule. */
export interface Label {
  readonly repo: string;
  readonly commit: string;
  readonly ml: boolean;
  /** One profile, or several that fit alike. */
  readonly profile: string | readonly string[];
  readonly traits: Readonly<Record<string, boolean>>;
  readonly stack: readonly string[];
  readonly rules: Readonly<Record<string, RuleLabel>>;
}

export interface RuleLabel {
  readonly verdict: Outcome;
  /** Both readers were sure and agreed; only such labels count. */
  readonly sure: boolean;
  /** `path:line what`; for notebooks `path#cell`. */
  readonly evidence: readonly string[];
  readonly note: string;
}

/** A label that the place in the repository speaks against. It counts as wrong all the same. */
export interface Contest {
  readonly repo: string;
  readonly rule: string;
  /** What it should be. */
  readonly verdict: Outcome;
  /** `path:line` */
  readonly place: string;
  readonly why: string;
}

/** A project of the NICHE data set (Widyasari et al., MSR 2023, https://doi.org/10.1109/MSR59073.2023.00022). */
export interface Engineered {
  readonly repo: string;
  readonly commit: string;
  readonly engineered: boolean;
}

/** The files `owner+name.json` of a folder, in the order of their names. @throws Error for a file that is no label */
export function labelsIn(folder: string): Label[] {
  return readdirSync(folder)
    .filter((name) => /^[^+]+\+.+\.json$/.test(name))
    .sort()
    .map((name) => {
      const value = json(join(folder, name)) as Partial<Label>;
      if (typeof value.repo !== 'string' || typeof value.commit !== 'string' || typeof value.rules !== 'object') {
        throw new Error(`${join(folder, name)} is no label: it needs repo, commit and rules`);
      }
      return { ml: true, profile: [], traits: {}, stack: [], ...(value as Pick<Label, 'repo' | 'commit' | 'rules'>) };
    });
}

/** The content of a JSON file. @throws Error that names the file */
export function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
