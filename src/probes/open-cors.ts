import { api } from '../facts/python/api.ts';
import { callsOf } from '../facts/python/calls.ts';
import type { Call, Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const middleware = api([
  '**().add_middleware',
  'starlette.middleware.Middleware',
  '**.CORSMiddleware',
  'flask_cors.CORS',
  'flask_cors.**',
]);

export const openCors: Probe<Options> = {
  about:
    'services that any web site may call with the credentials of its visitor: CORS of FastAPI, Starlette or Flask open to every origin together with credentials',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: python, needles: ['CORS&&allow_credentials', 'CORS&&supports_credentials'] }],
  run: (facts) => ({
    seen: callsOf(facts, middleware).flatMap(({ module, call }) => {
      const given = (name: string) => call.keywords.find((one) => one.name === name)?.value;
      const credentials = given('allow_credentials') ?? given('supports_credentials');
      if (credentials?.kind !== 'constant' || credentials.value !== true) return [];
      return isOpen(module, call, given('allow_origins') ?? given('origins'), given('allow_origin_regex'))
        ? [finding(module.path, call.at, 'lets every origin in with credentials')]
        : [];
    }),
  }),
};

function isOpen(module: Module, call: Call, origins: Expression | undefined, regex: Expression | undefined): boolean {
  if (regex?.kind === 'string' && /^\^?\.\*\$?$/.test(regex.value)) return true;
  // Flask-CORS is open where no origins are stated.
  if (origins === undefined)
    return (
      call.qualified?.startsWith('flask_cors.') === true && !call.keywords.some(({ name }) => name === 'resources')
    );
  return says(module, origins);
}

/** `"*"` alone or in a list, also of a name that is assigned once. */
function says(module: Module, value: Expression): boolean {
  if (value.kind === 'string') return value.value === '*';
  if (value.kind === 'sequence') return value.items.some((item) => item.kind === 'string' && item.value === '*');
  if (value.kind !== 'name') return false;
  const assigned = module.assignments.filter(({ target }) => target.kind === 'name' && target.name === value.name);
  const [only] = assigned;
  return assigned.length === 1 && only !== undefined && only.value.kind !== 'name' && says(module, only.value);
}
