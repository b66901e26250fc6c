import type { OutputOptions, RolldownOptions } from 'rolldown';
import { pyrightStubs } from './src/facts/python/stubs/aliases.mjs';

/** The command line as one package without dependencies: `dist/cli.js` and the chunks that it loads when needed. */
const config: Omit<RolldownOptions, 'output'> & { readonly output: OutputOptions } = {
  input: { cli: 'src/cli.ts', 'aside-worker': 'src/cli/aside-worker.ts' },
  platform: 'node',
  plugins: [pyrightStubs()],
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    chunkFileNames: '[name]-[hash].js',
  },
};

export default config;
