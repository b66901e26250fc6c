// Adds checked findings to bench/reviewed.json: `npm run merge-reviewed -- FILE.jsonl …`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { json } from './labels.ts';
import { fromHere } from './repositories.ts';
import { entryProblems, merged, type Reviewed, written } from './reviewed.ts';

const file = fileURLToPath(new URL('reviewed.json', import.meta.url));
const given = process.argv.slice(2);
if (given.length === 0) {
  console.error(
    'npm run merge-reviewed -- FILE …\nEach FILE holds a finding a line, as JSON, the way "npm run review" prints them.',
  );
  process.exit(2);
}

const problems: string[] = [];
const added: Reviewed[] = [];
for (const name of given) {
  for (const [index, line] of readFileSync(fromHere(name), 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const entry = parsed(line);
    const found = entryProblems(entry);
    if (found.length === 0) added.push(entry as Reviewed);
    else problems.push(`${name}:${index + 1}: ${found.join('; ')}`);
  }
}
const existing = json(file) as readonly Reviewed[];
const result = merged(existing, added);
writeFileSync(file, written(result.entries));
for (const problem of [...problems, ...result.problems]) console.error(problem);
console.error(`${result.entries.length - existing.length} added, ${result.entries.length} in all`);
process.exitCode = problems.length + result.problems.length > 0 ? 1 : 0;

/** A line's finding; a repository may be called as its folder is, `owner+name`. */
function parsed(line: string): unknown {
  try {
    const entry = JSON.parse(line);
    return typeof entry?.repo === 'string' ? { ...entry, repo: entry.repo.replace(/^([^/+]+)\+/, '$1/') } : entry;
  } catch {
    return null;
  }
}
