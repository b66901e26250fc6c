import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import buildCommandLine from '../cli/build.ts';

/** Builds the App, and the command line with which it is compared, unless it is newer than everything that it is made of. */
export default function build(): void {
  buildCommandLine();
  const made = statSync('build/app/rules.json', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['package.json', 'rolldown.app.config.ts', ...['src', 'rules', 'scripts'].flatMap(filesIn)];
  if (sources.every((file) => statSync(file).mtimeMs < made)) return;
  execFileSync('npm', ['run', '--silent', 'build:app'], { stdio: 'inherit' });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
}
