import { join } from 'node:path';
import { SourceError } from '../error.ts';
import type { IsolatedGit } from './isolated-git.ts';
import type { Refs } from './refs.ts';
import { type Repository, statOf } from './repository.ts';

/**
 * The full id of the commit that `revision` names, in the notation of gitrevisions(7) as far as it begins with a ref
 * or an object id: `main`, `v1.0^{}`, `HEAD~3`, `1a2b3c4`. Throws a `SourceError` for anything else.
 */
export async function resolveRevision(
  git: IsolatedGit,
  refs: Refs,
  repository: Repository,
  revision: string,
): Promise<string> {
  const [, base = '', suffix = ''] = /^((?:[^~^:@]|@(?!\{))*)(.*)$/s.exec(revision) ?? [];
  if (base !== '' && !base.startsWith('-') && isPrintable(revision)) {
    const isFullId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(base);
    const id = isFullId ? base : ((await refs.find(base === '@' ? 'HEAD' : base)) ?? base);
    const result = await git.run(['rev-parse', '--verify', '--quiet', `${id}${suffix}^{commit}`]);
    const commit = result.output.toString('latin1').trim();
    if (result.ok && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  }
  const advice = await adviceFor(repository);
  throw new SourceError(`no commit of this repository is named ${JSON.stringify(revision)}; ${advice}`);
}

async function adviceFor({ commonDir }: Repository): Promise<string> {
  if ((await statOf(join(commonDir, 'reftable'))) !== null) {
    return 'its refs are a reftable, which cannot be read yet; git refs migrate --ref-format=files changes that';
  }
  const isShallow = (await statOf(join(commonDir, 'shallow'))) !== null;
  return isShallow ? 'the clone is shallow, git fetch --unshallow gets the whole history' : 'see git log or git tag';
}

function isPrintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name of Git's may hold
  return !/[\u0000-\u001f\u007f]/.test(text);
}
