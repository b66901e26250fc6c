import type { ExampleResult } from '../engine.ts';
import { builtInBook } from '../surface/book.ts';
import { exitCode } from '../surface/exit.ts';
import { print } from '../surface/output.ts';
import { ruleFilesIn, rulesFrom } from '../surface/rule-files.ts';

/** `mlready test FOLDER`: runs the examples of the folder's rules. @returns the exit code @throws UsageError */
export async function test(folder: string): Promise<number> {
  const files = ruleFilesIn('.', folder);
  const book = await rulesFrom(files, await builtInBook());
  const [{ runExamples }, { probes }, { memorySource }] = await Promise.all([
    import('../engine.ts'),
    import('../probes/index.ts'),
    import('../source/memory.ts'),
  ]);
  const ids = new Set(files.map(({ path }) => path.replace(/\.ya?ml$/, '')));
  const rules = book.rules.filter(({ id }) => ids.has(id));
  const results = await runExamples(book, rules, probes, memorySource);
  const wrong = results.filter(({ ok }) => !ok);
  const summary = `${count(results.length, 'example')} of ${count(rules.length, 'rule')}: ${results.length - wrong.length} hold, ${wrong.length} do not\n`;
  await print(wrong.map(shown).join('') + summary);
  return wrong.length === 0 ? exitCode.fine : exitCode.below;
}

function shown({ rule, kind, name, outcome, findings }: ExampleResult): string {
  const places = findings.map(({ path, line, message }) => `  ${path}:${line}  ${message}\n`);
  return `${rule}: the example "${name}" should ${kind}, the outcome is ${outcome}\n${places.join('')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
