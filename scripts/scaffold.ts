import { parse } from 'yaml';

/** Words that no export can be called. */
const RESERVED = new Set(['import', 'export', 'function', 'class', 'default', 'package', 'return', 'switch', 'with']);

/** The export of a probe's file: its name in camel case; a word that the language reserves gets a suffix. */
export function exportOf(name: string): string {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return RESERVED.has(camel) ? `${camel}Probe` : camel;
}

/** Files to write, path → text, and what is to be done with them. */
export interface Scaffold {
  readonly files: Readonly<Record<string, string>>;
  readonly next: string;
}

/**
 * A rule that is valid and whose examples do not hold before they are filled in.
 * @param traits the text of `rules/traits.yml`, which names the categories
 * @throws Error for an id that is none
 */
export function newRule(id: string, traits: string): Scaffold {
  const [, category = '', name = ''] = /^([a-z]+)\/([a-z][a-z0-9-]*)$/.exec(id) ?? [];
  if (name === '') throw new Error('expected CATEGORY/NAME in lower case with hyphens, such as data/versioned');
  const categories = Object.keys((parse(traits) as { categories: Record<string, string> }).categories);
  if (!categories.includes(category)) {
    throw new Error(`unknown category "${category}", there are ${categories.join(', ')}`);
  }
  const file = `rules/${id}.yml`;
  const text = `# yaml-language-server: $schema=../schema.json
title: TODO the condition as it is when satisfied, as a sentence without a full stop
severity: { portfolio: low, research: low, service: low, library: low }
why: TODO what goes wrong without it, in a sentence or two.
expect: { file: { paths: [TODO] } }
fix:
  - say: TODO the exact next step, with the file to edit and the line to write.
see: []
stands-for: []
examples:
  pass:
    "TODO one tool":
      README.md: TODO a realistic excerpt
    "TODO another tool":
      README.md: TODO a realistic excerpt
  fail:
    "TODO plainly missing":
      TODO: a realistic excerpt
    "TODO a near miss":
      TODO: there, and yet not enough
`;
  return {
    files: { [file]: text },
    next: [
      `Fill in what says TODO in ${file}; "when" says where the rule applies, and then wants an example under "skip".`,
      'Its examples are its tests, and fail until then:',
      `  npx vitest run --project unit test/engine/examples.test.ts -t ${id}`,
      'Published lists name the rules that verify their items in rules/crosswalks. At last: npm run generate',
    ].join('\n'),
  };
}

/** A probe that compiles and sees nothing, and a test that fails before it does. @throws Error for a name that is none */
export function newProbe(name: string): Scaffold {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name === 'index') {
    throw new Error('expected a noun in lower case with hyphens, such as seeded-library');
  }
  const constant = exportOf(name);
  const file = `src/probes/${name}.ts`;
  const test = `test/probes/${name}.test.ts`;
  const probe = `import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const ${constant}: Probe<Options> = {
  about: 'TODO what it observes, as a noun: "lock files that record a whole dependency tree"',
  options: { type: 'object', additionalProperties: false },
  // TODO the readers that it needs, with needles where most files cannot matter.
  needs: () => [],
  run: () => {
    // TODO \`facts\` is the first argument; \`finding\` of ../finding.ts makes the findings.
    return { seen: [] };
  },
};
`;
  const tests = `import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { gather } from '../../src/facts/gather.ts';
import { ${constant} } from '../../src/probes/${name}.ts';
import { memorySource } from '../../src/source/memory.ts';

async function observed(tree: Record<string, string>) {
  return ${constant}.run(await gather(memorySource(tree), ${constant}.needs({}), defaultConfig), {});
}

describe('${name}', () => {
  it('TODO sees what is there, with file and line', async () => {
    const { seen } = await observed({ 'train.py': '# TODO a realistic excerpt\\n' });
    expect(seen).toMatchObject([{ path: 'train.py', line: 1 }]);
  });

  it('TODO does not see a near miss', async () => {
    expect((await observed({ 'README.md': 'TODO a realistic excerpt\\n' })).seen).toEqual([]);
  });
});
`;
  return {
    files: { [file]: probe, [test]: tests },
    next: [
      `Fill in what says TODO in ${file}; parsing belongs to src/facts. Its test fails until then:`,
      `  npx vitest run --project unit ${test}`,
      'At last: npm run generate, which puts it into src/probes/index.ts and the schemas',
    ].join('\n'),
  };
}
