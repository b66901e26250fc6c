import { manifest } from '../facts/dependencies/manifest.ts';
import { pageNeed } from '../facts/documents/pages.ts';
import { trainingInstructionsOf } from '../facts/documents/training-commands.ts';
import { dvc } from '../facts/dvc.ts';
import { markdown } from '../facts/markdown.ts';
import { tasks } from '../facts/tasks.ts';
import { trainingOf } from '../facts/training.ts';
import { reachNeeds } from '../facts/training-reach.ts';
import { finding } from '../finding.ts';
import type { Finding, Need, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const mostPlaces = 3;
const deepNeed: Need = { reader: markdown, paths: ['/docs/**', '/doc/**'], needles: ['train'] };

/** Where no document tells it, the code that trains is what they should speak of. */
export const trainingCommand: Probe<Options> = {
  about:
    'commands in the README, in the documents that it leads to, in the docs and in READMEs beside the code, that train: scripts, modules, targets, stages and notebooks that are in the repository and fit a model themselves or through what they call',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [pageNeed, deepNeed, ...reachNeeds, { reader: tasks }, { reader: dvc }, { reader: manifest }],
  run: (facts) => {
    const seen = trainingInstructionsOf(facts).map(({ path, line, what }) => finding(path, { line, column: 1 }, what));
    if (seen.length > 0) return { seen };
    const first = new Map<string, Finding>();
    for (const { path, at } of trainingOf(facts)) {
      if (!first.has(path)) first.set(path, finding(path, at, 'trains, and no document says how to run it'));
    }
    return { seen, missing: [...first.values()].slice(0, mostPlaces) };
  },
};
