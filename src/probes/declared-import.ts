import { lock } from '../facts/dependencies/lock.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { mentionNeeds } from '../facts/dependencies/mentions.ts';
import { thirdParty } from '../facts/environment/third-party.ts';
import { pythonImports } from '../facts/python/imports.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/**
 * Only well-known modules are asked for, only where they are imported without any condition, and only if nothing at all in
 * the repository could bring them: a package of the same name, another package, a lock file, an image or a command.
 */
export const declaredImport: Probe<Options> = {
  about: 'third-party Python modules that code imports unconditionally, declared in a manifest or not',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples'],
  needs: () => [{ reader: pythonImports }, { reader: manifest }, { reader: lock }, ...mentionNeeds],
  run: (facts) => {
    const { modules, unread } = thirdParty(facts);
    return {
      seen: modules.filter(({ state }) => state === 'declared').map((one) => one.finding),
      missing: modules.filter(({ state }) => state !== 'declared').map((one) => one.finding),
      unread,
    };
  },
};
