import type { RolldownOptions } from 'rolldown';
import { pyrightStubs } from './src/facts/python/stubs/aliases.mjs';

/** What the App takes from `node_modules` as it is: servers, databases and their drivers, with files of their own. */
const packages = [
  '@electric-sql/pglite',
  '@hono/node-server',
  'hono',
  'kysely',
  'oauth4webapi',
  'pg',
  'pg-boss',
  'probot',
  'prom-client',
  'rate-limiter-flexible',
];

/** The App for a checkout or an image, never for npm: `build/app/main.js`, its threads, and what they load when needed. */
const config: RolldownOptions = {
  input: {
    main: 'src/app/main.ts',
    'audit-thread': 'src/app/audit/thread.ts',
    'aside-worker': 'src/surface/aside-worker.ts',
  },
  platform: 'node',
  external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [pyrightStubs()],
  output: {
    dir: 'build/app',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
  },
};

export default config;
