import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import config from '../rolldown.action.config.ts';
import { probes } from '../src/probes/index.ts';
import { bundle, leanBook } from './bundle.ts';
import { root, ruleBook } from './rule-book.ts';

/**
 * Builds `action/dist`, which is committed: the runner takes an action as it stands in its repository. With `--check`
 * nothing is written, and a bundle that is not what the sources make fails.
 */
const dist = `${root}action/dist`;
const { files: chunks, notices } = await bundle(config);
const files = new Map<string, string | Uint8Array>([
  ...chunks,
  // The files are modules wherever the folder is copied to.
  ['package.json', '{ "type": "module" }\n'],
  ['rules.json', `${leanBook(ruleBook(probes))}\n`],
  ['THIRD-PARTY-NOTICES.md', notices],
]);

if (process.argv.includes('--check')) {
  const present = statSync(dist, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(dist) : [];
  const wrong = [
    ...[...files].filter(([name, content]) => !isSame(name, content)).map(([name]) => name),
    ...present.filter((name) => !files.has(name)),
  ];
  if (wrong.length > 0) {
    process.stderr.write(`action/dist is stale (${wrong.join(', ')}); run npm run build:action\n`);
    process.exitCode = 1;
  }
} else {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const [name, content] of files) writeFileSync(`${dist}/${name}`, content);
}

function isSame(name: string, content: string | Uint8Array): boolean {
  try {
    return readFileSync(`${dist}/${name}`).equals(Buffer.from(content));
  } catch {
    return false;
  }
}
