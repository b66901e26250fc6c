import { GoFile, type GoFunction, type GoValue } from './go.ts';
import { Sampler } from './sample.ts';
import type { Case, Copy, Suite } from './suite.ts';

const folder = 'cmd/generate/config';
const rules = ['security/no-secrets', 'security/no-secret-files'];

/** The providers whose credentials have to be found. */
const named =
  /^(?:aws|gcp|azure|github|gitlab|huggingface|openai|anthropic|cohere|databricks|slack|stripe|npm|pypi|docker|private-key|jwt)/;

const sibling = "a whole key of Anthropic's other kind, which their other rule finds";
const exclusions: Readonly<Record<string, string>> = {
  'silent anthropic-api-key 3': sibling,
  'silent anthropic-admin-api-key 3': sibling,
};

/** What https://github.com/gitleaks/gitleaks wants to be found, for the providers that machine-learning code meets. */
export const gitleaksTrue: Suite = {
  name: 'gitleaks, true positives',
  repo: 'gitleaks/gitleaks',
  least: 0.95,
  cases: (copy) =>
    samplesOf(copy).flatMap(({ rule, found }) => (named.test(rule) ? casesOf(rule, found, 'finding') : [])),
};

/** What it wants to be silent, of every rule of its own, the generic one among them. */
export const gitleaksFalse: Suite = {
  name: 'gitleaks, false positives',
  repo: 'gitleaks/gitleaks',
  least: 0.98,
  cases: (copy) => samplesOf(copy).flatMap(({ rule, silent }) => casesOf(rule, silent, 'silent')),
};

interface Samples {
  readonly rule: string;
  readonly found: GoValue;
  readonly silent: GoValue;
}

function casesOf(rule: string, samples: GoValue, expected: Case['expected']): Case[] {
  const files =
    samples instanceof Map ? [...samples] : Array.isArray(samples) ? samples.map((text) => ['sample.txt', text]) : [];
  return files.map(([path, text], index) => {
    const name = `${rule} ${index + 1}`;
    const excluded = exclusions[`${expected} ${name}`];
    return {
      name,
      files: { [String(path).replace(/^\/+/, '')]: String(text) },
      rules,
      expected,
      strict: true,
      ...(excluded === undefined ? {} : { excluded }),
    };
  });
}

/** Every rule's samples, in the order of the files. */
function samplesOf(copy: Copy): Samples[] {
  const functions = functionsOf(copy.text(`${folder}/utils/generate.go`));
  return copy
    .list(`${folder}/rules`)
    .filter((path) => path.endsWith('.go'))
    .flatMap((path) => {
      const text = copy.text(path);
      const ids = [...text.matchAll(/^func \w+\(\) \*config\.Rule|RuleID:\s*"([^"]+)"/gm)].flatMap(
        ([, id]) => id ?? [],
      );
      const found: Samples[] = [];
      new GoFile(text, functions).each('utils.Validate', ([, tps = null, fps = null]) => {
        found.push({ rule: ids[found.length] ?? path, found: tps, silent: fps });
      });
      return found;
    });
}

/** The helpers that samples are written with, as that repository defines them. */
function functionsOf(generate: string): Readonly<Record<string, GoFunction>> {
  const sampler = new Sampler();
  const helpers = new GoFile(generate, {});
  helpers.each('-', () => {});
  const templates = helpers.value('samples');
  const sized =
    (characters: string): GoFunction =>
    ([size]) =>
      `[${characters}]{${size}}`;
  const filled = (template: string, name: string, secret: string): string =>
    template.replaceAll('{i}', name).replaceAll('{I}', name.toUpperCase()).replaceAll('{s}', secret);
  return {
    'secrets.NewSecret': ([expression]) => (typeof expression === 'string' ? sampler.of(expression) : null),
    'utils.Numeric': sized('0-9'),
    'utils.Hex': sized('a-f0-9'),
    'utils.AlphaNumeric': sized('a-z0-9'),
    'utils.AlphaNumericExtendedShort': sized('a-z0-9_-'),
    'utils.AlphaNumericExtended': sized('a-z0-9=_\\-'),
    'utils.AlphaNumericExtendedLong': sized('a-z0-9\\/=_\\+\\-'),
    'utils.Hex8_4_4_4_12': () => '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    'utils.GenerateSampleSecret': ([name, secret]) => `${name}_api_token = "${secret}"`,
    'utils.GenerateSampleSecrets': ([name, secret]) =>
      templates instanceof Map && typeof name === 'string' && typeof secret === 'string'
        ? [...templates.values()].map((template) => filled(template, name, secret))
        : null,
    newPlausibleSecret: ([expression]) => (typeof expression === 'string' ? sampler.of(expression) : null),
    'fmt.Sprintf': ([format, ...args]) => {
      let next = 0;
      return String(format).replace(/%[sdv]/g, () => String(args[next++]));
    },
    'strings.ToUpper': ([text]) => String(text).toUpperCase(),
    'strings.ToLower': ([text]) => String(text).toLowerCase(),
  };
}
