import { environmentNeedles, environmentReads, ownVariables } from '../facts/environment-reads.ts';
import { nameOf } from '../facts/patterns.ts';
import { variableLists } from '../facts/variable-lists.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** A module that exists to hold settings lists them by itself. */
const settingsModule =
  /^(?:\w+_)?(?:configs?|configuration|settings?|conf|env|environment|constants|secrets|credentials)\.\w+$/i;

export const listedVariable: Probe<Options> = {
  about:
    "variables of the environment that the repository's own code asks for: seen where a template such as .env.example, the docs, a deployment file or a module of settings names them, else missing",
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [{ reader: environmentReads, needles: environmentNeedles }, { reader: variableLists }],
  run: (facts) => {
    const lists = facts.documents(variableLists);
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    const inSettings = new Set(
      facts
        .documents(environmentReads)
        .filter(({ path }) => settingsModule.test(nameOf(path)))
        .flatMap(({ value }) => value.map(({ name }) => name)),
    );
    for (const [name, { path, at }] of ownVariables(facts)) {
      const list = lists.find(({ value }) => value.has(name));
      if (list !== undefined) seen.push(finding(list.path, null, `names ${name}`));
      else if (inSettings.has(name)) seen.push(finding(path, at, `${name} stands in a module of settings`));
      else missing.push(finding(path, at, `reads ${name}, which is listed nowhere`));
    }
    return { seen, missing };
  },
};
