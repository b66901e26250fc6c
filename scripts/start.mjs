// `npm start -- <path>` runs the built command line; without a path it audits the sample in fixtures/.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const cli = new URL('../dist/cli.js', import.meta.url);
const sample = fileURLToPath(new URL('../fixtures/sample', import.meta.url));

const withValue = ['rev', 'profile', 'format', 'output', 'fail-under', 'only', 'skip', 'config', 'date'];
const options = Object.fromEntries(withValue.map((name) => [name, { type: 'string', multiple: true }]));
const args = process.argv.slice(2);
const { positionals } = parseArgs({ args, options, strict: false, allowPositionals: true });
if (positionals.length === 0) process.argv.push(sample);

// npm changes into the package's folder; paths are meant from where the user stands.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

if (existsSync(cli)) {
  await import(cli.href);
} else {
  console.error('mlready is not built yet: run "npm ci" or "npm run build"');
  process.exitCode = 2;
}
