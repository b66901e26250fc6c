import { machinePathNeeds, machinePaths } from '../facts/environment/machine-paths.ts';
import { globs } from '../facts/globs.ts';
import { markdown } from '../facts/markdown.ts';
import { finding } from '../finding.ts';
import type { Facts, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const told = ['README*', 'docs/**/*.md'];
const isTold = globs(told);
const mostFindings = 200;

/** A path that something else can set, or the default of a flag that the docs tell to give, is a hint. */
export const machinePath: Probe<Options> = {
  about:
    'paths in code, notebooks, scripts and configuration that exist on one machine only: home folders, Windows drives, mounts of Colab and Kaggle',
  options: { type: 'object', additionalProperties: false },
  needs: () => [...machinePathNeeds, { reader: markdown, paths: told, needles: ['--'] }],
  run: (facts) => ({
    seen: facts
      .documents(machinePaths)
      .filter(({ path }) => facts.place(path) === 'code')
      .flatMap(({ path, value }) =>
        value.map(({ place, at, settable, flag }) => {
          const hint = settable || (flag !== null && docsSpeakOf(facts, flag));
          return finding(path, at, `names a ${place}`, hint ? 'hint' : 'certain');
        }),
      )
      .slice(0, mostFindings),
  }),
};

function docsSpeakOf(facts: Facts, flag: string): boolean {
  const name = flag.replace(/^-+/, '');
  const mention = new RegExp(`(?:^|[^\\w-])--?${name.replaceAll(/[^\w-]/g, '')}(?![\\w-])`);
  return facts
    .documents(markdown)
    .some(
      ({ path, value }) =>
        isTold(path) &&
        (value.code.some(({ text }) => mention.test(text)) || value.paragraphs.some(({ text }) => mention.test(text))),
    );
}
