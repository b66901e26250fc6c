import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The Git program, from the absolute folders of PATH: `.` in PATH, or Windows' habit of looking in the current folder
 * first, would run a program of the audited repository. `null` where Git is not installed.
 */
export function findGit(path: string = process.env.PATH ?? process.env.Path ?? ''): string | null {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const program = join(folder, name);
    try {
      accessSync(program, constants.X_OK);
      if (statSync(program).isFile()) return program;
    } catch {
      // Not there: the next folder may have it.
    }
  }
  return null;
}
