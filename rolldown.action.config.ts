import type { BundleConfig } from './scripts/bundle.ts';
import { pyrightStubs } from './src/facts/python/stubs/aliases.mjs';

/** The action as the runner starts it: `action/dist/index.js` and the chunks that it loads when needed. */
const config: BundleConfig = {
  input: { index: 'action/index.ts', 'aside-worker': 'src/surface/aside-worker.ts' },
  platform: 'node',
  plugins: [pyrightStubs()],
  output: {
    dir: 'action/dist',
    format: 'esm',
    minify: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    // Names without a hash: the bundle is committed, and a change should show as one.
    chunkFileNames: '[name].js',
  },
};

export default config;
