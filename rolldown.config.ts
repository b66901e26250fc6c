import type { BundleConfig } from './scripts/bundle.ts';
import { pyrightStubs } from './src/facts/python/stubs/aliases.mjs';

/** The command line as one package without dependencies: `dist/cli.js` and the chunks that it loads when needed. */
const config: BundleConfig = {
  input: { cli: 'src/cli.ts', 'aside-worker': 'src/surface/aside-worker.ts' },
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
