/** Files of a peer at the commit that is stored, read through Git. */
export interface Copy {
  /** Paths below a folder, sorted. */
  list(folder: string): readonly string[];
  /** The text of a file; throws an `Error` where there is none. */
  text(path: string): string;
}

/** One case of a peer's own tests, as this tool is asked about it. */
export interface Case {
  readonly name: string;
  /** The repository to audit: path → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Rules of ours that speak about it. */
  readonly rules: readonly string[];
  /** `finding`: one of the rules tells of a place, be it as a hint; `silent`: none has a finding that counts. */
  readonly expected: 'finding' | 'silent';
  /** A hint is not enough. */
  readonly strict?: boolean;
  /** Why the case contradicts our semantics; it then counts only in the figure with exclusions. */
  readonly excluded?: string;
}

/** The tests of one peer. */
export interface Suite {
  readonly name: string;
  /** `owner/name` of the stored copy. */
  readonly repo: string;
  /** The least share of cases that are to be right, exclusions apart. */
  readonly least: number;
  cases(copy: Copy): readonly Case[];
}
