import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newProbe, newRule, type Scaffold } from './scaffold.ts';

/**
 * `npm run new-rule CATEGORY/NAME` and `npm run new-probe NAME`: writes below the current folder what is to be filled
 * in, and says how to go on. Never overwrites.
 */
const [kind, name = ''] = process.argv.slice(2);
try {
  const { files, next } = scaffold();
  const taken = Object.keys(files).find((file) => existsSync(file));
  if (taken !== undefined) throw new Error(`${taken} exists already, nothing was written`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    console.log(`wrote ${file}`);
  }
  console.log(next);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

function scaffold(): Scaffold {
  return kind === 'probe' ? newProbe(name) : newRule(name, readFileSync(join('rules', 'traits.yml'), 'utf8'));
}
