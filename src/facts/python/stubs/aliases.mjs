import { fileURLToPath } from 'node:url';

const stub = (name) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const STUBS = [
  [/\/localization\/localize$/, stub('localize')],
  [/\/uri\/uri$/, stub('uri')],
];

/**
 * A rolldown plugin that replaces what Pyright's parser requires but does not need for parsing.
 * @returns {import('rolldown').Plugin}
 */
export function pyrightStubs() {
  return {
    name: 'pyright-stubs',
    resolveId: {
      filter: { id: STUBS.map(([request]) => request) },
      handler(request, importer) {
        if (importer?.replaceAll('\\', '/').includes('/@zzzen/pyright-internal/dist/') !== true) return null;
        return STUBS.find(([pattern]) => pattern.test(request))?.[1] ?? null;
      },
    },
  };
}
