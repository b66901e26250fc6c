import { api } from '../facts/python/api.ts';
import type { Expression } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly names?: readonly string[];
  readonly variables?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

/** The attribute and what it belongs to: `deterministic` alone is a word of many meanings. */
function needleOf(name: string): string {
  const [owner = '', attribute = ''] = name.split('.').slice(-2);
  return `${owner}&&<${attribute}`;
}

export const assigned: Probe<Options> = {
  about:
    'assignments in Python code to an attribute of a library, by qualified name as in `call`, or to a variable of the environment, other than of something that is off: False, None, 0 or an empty string',
  options: {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: { names: list, variables: { ...list, description: 'Keys of `os.environ`.' } },
  },
  needs: ({ names = [], variables = [] }) => [{ reader: python, needles: [...names.map(needleOf), ...variables] }],
  run: (facts, { names = [], variables = [] }) => {
    const wanted = api(names);
    const keys = new Set(variables);
    const last = new Set(names.map((name) => name.split('.').at(-1) ?? name));
    return {
      seen: facts.documents(python).flatMap(({ path, value }) => [
        // `setattr(torch.backends.cudnn, "deterministic", True)`
        ...value.calls
          .filter(({ qualified, arguments: [, key, given] }) => {
            if (qualified !== 'setattr' || key?.value.kind !== 'string' || given === undefined) return false;
            return last.has(key.value.value) && !isOff(given.value);
          })
          .map(({ at }) => finding(path, at, 'sets it')),
        ...value.assignments
          .filter(({ target, value: given }) => {
            if (isOff(given)) return false;
            if (target.kind === 'attribute') return target.qualified !== null && wanted.matches(target.qualified);
            if (target.kind !== 'subscript' || !isEnvironment(target.base)) return false;
            const [key] = target.index;
            return key?.kind === 'string' && keys.has(key.value);
          })
          .map(({ at }) => finding(path, at, 'sets it')),
      ]),
    };
  },
};

function isEnvironment(expression: Expression): boolean {
  return expression.kind === 'attribute' && expression.qualified === 'os.environ';
}

function isOff(value: Expression): boolean {
  if (value.kind === 'constant') return value.value === false || value.value === null;
  if (value.kind === 'number') return value.value === 0;
  return value.kind === 'string' && /^(?:0|false|)$/i.test(value.value);
}
