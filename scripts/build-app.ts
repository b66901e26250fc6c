import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import config from '../rolldown.app.config.ts';
import { probes } from '../src/probes/index.ts';
import { leanBook } from './bundle.ts';
import { root, ruleBook } from './rule-book.ts';

/** Builds `build/app`: the App with its threads, and the files that it reads beside itself. */
const { output, ...input } = config;
if (output === undefined || Array.isArray(output)) throw new Error('one output is expected');
const builder = await rolldown(input);
await builder.write(output);
await builder.close();
const folder = `${root}build/app`;
writeFileSync(`${folder}/rules.json`, leanBook(ruleBook(probes)));
writeFileSync(`${folder}/package.json`, '{ "type": "module" }\n');
copyFileSync(`${root}src/app/store/pglite-worker.mjs`, `${folder}/pglite-worker.mjs`);
for (const style of ['src/app/web/style', 'src/report/html/style'])
  cpSync(`${root}${style}`, `${folder}/style`, { recursive: true });
