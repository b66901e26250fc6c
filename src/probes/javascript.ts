import { javascript as reader } from '../facts/javascript.ts';
import { api } from '../facts/python/api.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly modules: readonly string[];
  readonly calls?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const javascript: Probe<Options> = {
  about:
    'imports of modules in TypeScript and JavaScript (`@tensorflow/tfjs` stands for its submodules, `@langchain/` for the whole scope); with `calls` only calls of them, by member path as of the probe `call` (`**().chat.completions.create`)',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['modules'],
    properties: { modules: list, calls: list },
  },
  needs: ({ modules }) => [
    {
      reader,
      needles: modules.flatMap((module) =>
        module.endsWith('/')
          ? [`"${module}`, `'${module}`]
          : [`"${module}"`, `'${module}'`, `"${module}/`, `'${module}/`],
      ),
    },
  ],
  run: (facts, { modules, calls }) => {
    const wanted = (name: string) =>
      modules.some((one) => name === one || name.startsWith(one.endsWith('/') ? one : `${one}/`));
    const pattern = calls === undefined ? null : api(calls);
    return {
      seen: facts.documents(reader).flatMap(({ path, value }): Finding[] => {
        if (pattern === null) {
          const one = value.imports.find(({ module }) => wanted(module));
          return one === undefined ? [] : [finding(path, one.at, `imports ${one.module}`)];
        }
        return value.calls.flatMap(({ qualified, at }) => {
          const owner = value.imports.find(({ module }) => wanted(module) && qualified.startsWith(`${module}`));
          const member = owner === undefined ? null : qualified.slice(owner.module.length + 1);
          return owner !== undefined && member !== null && pattern.matches(member)
            ? [finding(path, at, `calls ${owner.module}`)]
            : [];
        });
      }),
    };
  },
};
