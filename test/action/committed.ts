import { execFileSync } from 'node:child_process';

/** The tests run the bundle as it is committed; one that is not made of these sources would prove nothing. */
export default function committed(): void {
  execFileSync('npx', ['tsx', 'scripts/build-action.ts', '--check'], { stdio: 'inherit' });
}
