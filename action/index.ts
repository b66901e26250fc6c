import * as core from '@actions/core';
import manifest from '../package.json' with { type: 'json' };
import { errorWords } from './error.ts';
import { run } from './run.ts';

try {
  await run(manifest.version);
} catch (error) {
  core.setFailed(errorWords(error, core.isDebug()));
}
