import type { Config } from './model.ts';

/** What holds where no configuration says otherwise. Kept apart from reading one, which needs YAML and ajv. */
export const defaultConfig: Config = Object.freeze({
  profile: null,
  severities: Object.freeze({}),
  ignore: Object.freeze([]),
  thresholds: Object.freeze({}),
  limits: Object.freeze({ text: 1 << 20, lock: 20 << 20, notebook: 50 << 20 }),
  rules: Object.freeze([]),
  waivers: Object.freeze([]),
  attestations: Object.freeze([]),
});
