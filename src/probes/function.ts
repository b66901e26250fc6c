import { api } from '../facts/python/api.ts';
import type { Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { scopesWithin } from '../facts/requests/raw.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
  readonly calls?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const functionProbe: Probe<Options> = {
  about:
    'functions and classes that the repository itself defines, by name in lower case with underscores (`*` stands for anything), which call something; with `calls` something of that name',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: list, calls: list },
  },
  needs: ({ names, calls }) => {
    const literals = names.flatMap(forms);
    const called = calls === undefined ? [] : api(calls).callNeedles;
    return [
      {
        reader: python,
        needles: calls === undefined ? literals : literals.flatMap((name) => called.map((one) => `${name}&&${one}`)),
      },
    ];
  },
  run: (facts, { names, calls }) => {
    const wanted = api(names.map((name) => name.replaceAll(/\*+/g, '**')));
    const called = calls === undefined ? null : api(calls);
    return {
      seen: facts.documents(python).flatMap(({ path, value: module }) =>
        module.scopes.flatMap((scope, index) => {
          if (scope.kind !== 'function' && scope.kind !== 'class') return [];
          if (!wanted.matches(spelled(scope.name)) || !calling(module, index, called)) return [];
          return [finding(path, scope.at, `defines ${scope.name}`)];
        }),
      ),
    };
  },
};

function calling(module: Module, index: number, called: ReturnType<typeof api> | null): boolean {
  const within = scopesWithin(module, index);
  return module.calls.some(
    ({ scope, qualified }) =>
      within.has(scope) && (called === null || (qualified !== null && called.matches(qualified))),
  );
}

function spelled(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** The literals as they stand in names of functions and of classes, the longest last. */
function forms(name: string): readonly string[] {
  const parts = name.split('*').filter((part) => part !== '');
  if (parts.length === 1 && parts[0] === name) return [`def ${name}`, `class ${camel(name)}`];
  const literals = parts.sort((a, b) => a.length - b.length);
  return [['def ', ...literals].join('&&'), ['class ', ...literals.map(camel)].join('&&')];
}

function camel(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
