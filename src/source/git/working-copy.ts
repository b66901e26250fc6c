import type { FileEntry } from '../../model.ts';
import { type Disk, kindOf } from '../disk.ts';
import { SourceError } from '../error.ts';
import { MAX_ENTRIES } from '../paths.ts';
import type { Leaf } from '../tree.ts';
import type { Blobs } from './blobs.ts';
import { differsInFormOnly } from './form.ts';
import type { IsolatedGit } from './isolated-git.ts';
import { Collected, type GitPlace, kindOfMode, recordsOf } from './leaves.ts';
import { sizesOf } from './sizes.ts';

const TAB = 0x09;
const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;

const LISTING = [
  ...['ls-files', '-z', '-t', '--stage'],
  ...['--cached', '--deleted', '--modified', '--others', '--exclude-standard'],
];

/** An entry of the index and how the working copy differs from it. */
interface Tracked {
  readonly name: Buffer;
  readonly mode: string;
  readonly id: string;
  state: 'clean' | 'changed' | 'deleted';
}

/**
 * What the working copy holds below `folder` (relative to its top, empty for the top itself): clean tracked files as
 * blobs, changed and untracked ones as files on `disk`, whose root is that folder. Deleted and ignored files are
 * left out. Rejects with a `SourceError` where Git cannot read the index.
 */
export async function listWorkingCopy(
  git: IsolatedGit,
  blobs: Blobs,
  disk: Disk,
  folder: string,
): Promise<Map<string, Leaf<GitPlace>>> {
  const within = folder === '' ? [] : ['--', `${folder}/`];
  // A changed file comes up to three times.
  const result = await git.run([...LISTING, ...within], { maxRecords: 3 * MAX_ENTRIES });
  if (!result.ok) throw new SourceError(`git could not list the files of the working copy (${result.complaint})`);
  const { tracked, others } = parse(result.output, folder === '' ? 0 : Buffer.byteLength(folder) + 1);
  if (tracked.length + others.length > MAX_ENTRIES)
    throw new SourceError('the repository holds too many files; audit a folder of it');

  const sizes = await sizesOf(
    git,
    tracked.filter(({ mode }) => mode !== '160000').map(({ id }) => id),
  );
  const collected = new Collected();
  for (const { name, mode, id, state } of tracked) {
    const size = sizes.get(id) ?? null;
    const committed = { size, kind: kindOfMode(mode), tracked: true };
    if (state === 'deleted') continue;
    if (state === 'clean') {
      collected.add(name, committed, { id });
      continue;
    }
    const present = onDisk(disk, name);
    if (present === null) continue;
    const isLink = present.kind === 'symlink' || committed.kind === 'symlink';
    if (!isLink && size !== null && (await differsInFormOnly(blobs, disk, name, { id, size }, present.size))) {
      collected.add(name, committed, { id });
    } else {
      // The permissions that count are those in the index: not every file system has any.
      collected.add(name, { ...present, kind: isLink ? present.kind : committed.kind }, { location: name });
    }
  }
  for (const name of others) {
    const place = { location: name };
    if (name.at(-1) === SLASH) {
      collected.add(name.subarray(0, -1), { size: null, kind: 'submodule', tracked: false }, place);
      continue;
    }
    const present = onDisk(disk, name);
    if (present !== null) collected.add(name, { ...present, tracked: false }, place);
  }
  return collected.leaves;
}

function onDisk(disk: Disk, name: Buffer): { size: number; kind: FileEntry['kind']; tracked: true } | null {
  const stats = disk.stat(name);
  const kind = stats === null ? null : kindOf(stats);
  return stats === null || kind === null ? null : { size: stats.size, kind, tracked: true };
}

/** Records are `<tag> <mode> <id> <stage>\t<name>`, or `? <name>` for untracked files (git-ls-files(1)). */
function parse(output: Buffer, prefix: number): { tracked: Tracked[]; others: Buffer[] } {
  const tracked = new Map<string, Tracked>();
  const others: Buffer[] = [];
  for (const record of recordsOf(output)) {
    if (record[0] === QUESTION_MARK) {
      others.push(record.subarray(2 + prefix));
      continue;
    }
    const end = record.indexOf(TAB);
    const [tag, mode = '', id = ''] = record.toString('latin1', 0, end).split(' ');
    const name = record.subarray(end + 1 + prefix);
    const key = name.toString('latin1');
    const entry = tracked.get(key) ?? { name, mode, id, state: 'clean' };
    tracked.set(key, entry);
    if (tag === 'R') entry.state = 'deleted';
    // A submodule has changed when another commit of it is checked out, which is nothing to us.
    else if ((tag === 'C' || tag === 'M') && entry.state === 'clean' && mode !== '160000') entry.state = 'changed';
  }
  return { tracked: [...tracked.values()], others };
}
