import { globs } from '../facts/globs.ts';
import { phrases } from '../facts/phrases.ts';
import type { Module } from '../facts/python/module.ts';
import { scopesWithin } from '../facts/requests/raw.ts';
import { type Route, routesOf, webNeed } from '../facts/routes.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly paths: readonly string[];
  readonly saying?: readonly string[];
  readonly unless?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const route: Probe<Options> = {
  about:
    'HTTP routes that Python code declares, by the path as written (globs; a prefix of a router counts as a route): FastAPI, Flask, Django, Starlette, aiohttp, Tornado and their likes. With `saying` only those whose handler holds such a phrase in a string or in its name, with `unless` only those whose handler holds none',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: { paths: list, saying: list, unless: list },
  },
  needs: () => [webNeed],
  run: (facts, { paths, saying, unless }) => {
    const wanted = globs(paths);
    const said = saying === undefined ? null : phrases(saying);
    const other = unless === undefined ? null : phrases(unless);
    return {
      seen: routesOf(facts)
        .filter(
          (one) =>
            wanted(plain(one.route)) && (said === null || says(one, said)) && (other === null || !says(one, other)),
        )
        .map(({ module, at, route: path }) =>
          finding(module.path, at, path.length < 60 ? `serves ${path === '' ? '/' : path}` : 'serves it'),
        ),
    };
  },
};

/** Without what regular expressions of Django and Tornado put around it. */
function plain(path: string): string {
  return path.replaceAll(/[\^$?]|^\/+|\/+$/g, '') || 'index';
}

function says({ module, handler }: Route, said: RegExp): boolean {
  if (handler === null) return false;
  const within = scopesWithin(module, handler);
  return (
    said.test(spaced(module.scopes[handler]?.name ?? '')) || stringsIn(module, within).some((text) => said.test(text))
  );
}

function stringsIn(module: Module, within: ReadonlySet<number>): readonly string[] {
  return module.strings.filter(({ scope }) => within.has(scope)).map(({ value }) => spaced(value));
}

function spaced(name: string): string {
  return name.replaceAll(/[_-]+/g, ' ').slice(0, 2000);
}
