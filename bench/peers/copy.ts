import { spawnSync } from 'node:child_process';
import type { Copy } from './suite.ts';

/** The newest commit of a stored repository. @throws Error where Git cannot read it */
export function copyOf(place: string): Copy {
  const git = (args: readonly string[]): string => {
    const done = spawnSync('git', ['-C', place, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.error !== undefined || done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr.trim()}`);
    return done.stdout;
  };
  return {
    list: (folder) =>
      git(['ls-tree', '-r', '--name-only', '-z', 'HEAD', `${folder}/`])
        .split('\0')
        .filter((path) => path !== '')
        .sort(),
    text: (path) => git(['cat-file', 'blob', `HEAD:${path}`]),
  };
}
