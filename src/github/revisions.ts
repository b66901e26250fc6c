import type { ChangedFile, Source } from '../model.ts';

/** Commits of one repository, to be read as data. */
export interface Revisions {
  /** Where the contents come from, in words for the log. */
  readonly from: string;
  /** A commit, or a folder of it (relative to the top of the repository, empty for the top). Whoever opens it closes it. */
  open(commit: string, folder: string): Promise<Source>;
  /** The files below a folder in which two commits differ; paths are relative to the folder. */
  changed(base: string, head: string, folder: string): Promise<readonly ChangedFile[]>;
}

/** What a commit is judged as: the folder's name, or that of the repository, wherever it was read. */
export function named(source: Source, folder: string, repository: string): Source {
  return { ...source, name: folder.split('/').at(-1) || repository };
}
