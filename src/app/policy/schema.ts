const severity = { enum: ['high', 'medium', 'low', 'off'] } as const;

const waivers = {
  description: 'What does not count in these repositories although a rule finds it, each with its reason.',
  type: 'array',
  maxItems: 500,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'reason'],
    properties: {
      rule: { description: 'The id of the rule.', type: 'string', maxLength: 200 },
      path: {
        description: 'Glob of the files; the rule as a whole where absent.',
        type: 'string',
        minLength: 1,
        maxLength: 500,
      },
      reason: { description: 'why it does not count, in words', type: 'string', pattern: '\\p{L}', maxLength: 500 },
      expires: {
        description: 'the last day on which the waiver holds, as YYYY-MM-DD',
        type: 'string',
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      },
    },
  },
} as const;

/** What a policy may say of all repositories, and of some. */
const terms = {
  audit: { description: 'false leaves repositories out altogether.', type: 'boolean' },
  profile: {
    description: 'Who the repositories are for, unless their own configuration says otherwise.',
    enum: ['portfolio', 'research', 'service', 'library'],
  },
  severities: {
    description: 'Rule id → how much the rule counts, unless a repository says otherwise.',
    type: 'object',
    additionalProperties: severity,
  },
  thresholds: {
    description: 'Rule id → the one number of that rule.',
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
  },
  enforce: {
    description: 'Rule id → how much the rule counts, whatever a repository or a comment in it says.',
    type: 'object',
    additionalProperties: { enum: ['high', 'medium', 'low'] },
  },
  ignore: {
    description: 'Globs of paths that are no evidence, neither for nor against.',
    type: 'array',
    maxItems: 500,
    items: { type: 'string', minLength: 1, maxLength: 500 },
  },
  waivers,
  gate: {
    description: 'When the check fails.',
    type: 'object',
    additionalProperties: false,
    properties: {
      'fail-on': {
        description: 'new, any or never, or with a severity such as new:high',
        type: 'string',
        pattern: '^(new|any|never)(:(high|medium|low))?$',
      },
      'fail-under': { description: 'the least score', type: 'number', minimum: 0, maximum: 100 },
    },
  },
  results: {
    description: 'What people see on GitHub.',
    type: 'object',
    additionalProperties: false,
    properties: {
      check: { description: 'a check on every judged commit', type: 'boolean' },
      comment: { description: 'a comment on pull requests', enum: ['always', 'changes', 'never'] },
      annotations: { description: 'marks at the lines of a change', type: 'boolean' },
      drafts: { description: 'judge pull requests that are drafts, too', type: 'boolean' },
    },
  },
} as const;

const patterns = {
  type: 'array',
  minItems: 1,
  maxItems: 500,
  items: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

/** JSON Schema (draft 2020-12) of `mlready.yml` in an organisation's `.github` repository. */
export const policySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: "An organisation's policy for mlready (mlready.yml in its .github repository)",
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    ...terms,
    rules: {
      description: 'Folders with rules of the organisation, in its .github repository.',
      type: 'array',
      maxItems: 50,
      items: { type: 'string', minLength: 1, maxLength: 500 },
    },
    repositories: {
      description: 'What holds for some repositories; of several entries that fit, the later ones have the last word.',
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        anyOf: [{ required: ['names'] }, { required: ['topics'] }],
        properties: {
          names: { description: 'Globs of names, such as "*-service". One of them must fit.', ...patterns },
          topics: { description: 'Topics on GitHub. The repository must have one of them.', ...patterns },
          ...terms,
        },
      },
    },
  },
} as const;
