import { type FailOn, readFailOn } from '../src/gate.ts';
import type { ProfileName } from '../src/model.ts';
import { ActionError } from './error.ts';

/** Reads one input of the action as text; empty where it is not given. */
export type InputReader = (name: string) => string;

export interface Inputs {
  /** The folder to judge, relative to the top of the repository; empty for the top. */
  readonly path: string;
  /** Another configuration than the one of the judged folder, relative to the top of the repository. */
  readonly config: string | null;
  readonly profile: ProfileName | null;
  readonly failUnder: number | null;
  readonly failOn: FailOn;
  readonly comment: 'always' | 'changes' | 'never';
  readonly annotations: boolean;
  readonly sarifFile: string | null;
  readonly jsonFile: string | null;
  readonly baseline: string | null;
  /** Empty where nothing needs to be told apart. */
  readonly name: string;
  readonly token: string;
}

const PROFILES: readonly ProfileName[] = ['portfolio', 'research', 'service', 'library'];

/** The inputs of `action.yml`, checked. @throws ActionError */
export function inputsOf(read: InputReader): Inputs {
  const text = (name: string) => read(name).trim();
  const optional = (name: string) => text(name) || null;
  const file = (name: string) => (text(name) === '' ? null : inside(name, text(name)));
  const path = inside('path', text('path') || '.');
  return {
    path,
    config: file('config'),
    profile: optional('profile') === null ? null : choice('profile', text('profile'), PROFILES),
    failUnder: score('fail-under', text('fail-under')),
    failOn: failOn(text('fail-on') || 'new:high'),
    comment: choice('comment', text('comment') || 'always', ['always', 'changes', 'never'] as const),
    annotations: flag('annotations', text('annotations') || 'true'),
    sarifFile: optional('sarif-file'),
    jsonFile: optional('json-file'),
    baseline: file('baseline'),
    name: text('name') || path,
    token: text('github-token'),
  };
}

/** A path inside the repository in the form of Git: separated by `/`, without `.` and `..`. */
function inside(name: string, given: string): string {
  const parts = given
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (given.startsWith('/') || /^[a-z]:/i.test(given) || parts.includes('..')) {
    throw new ActionError(
      `${name} must be a path inside the repository, such as "models/churn"; it is ${JSON.stringify(given)}`,
    );
  }
  return parts.join('/');
}

function failOn(given: string): FailOn {
  const read = readFailOn(given);
  if (read !== null) return read;
  throw new ActionError(
    `fail-on must be new, any or never, or with a severity such as new:high; it is ${JSON.stringify(given)}`,
  );
}

function choice<T extends string>(name: string, given: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === given);
  if (found !== undefined) return found;
  throw new ActionError(`${name} must be one of ${choices.join(', ')}; it is ${JSON.stringify(given)}`);
}

/** The words for true and false of YAML 1.2's core schema, as everywhere in workflows. */
function flag(name: string, given: string): boolean {
  if (/^(?:true|True|TRUE)$/.test(given)) return true;
  if (/^(?:false|False|FALSE)$/.test(given)) return false;
  throw new ActionError(`${name} must be true or false; it is ${JSON.stringify(given)}`);
}

function score(name: string, given: string): number | null {
  if (given === '') return null;
  const number = Number(given);
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(given) && number <= 100) return number;
  throw new ActionError(`${name} must be a score from 0 to 100; it is ${JSON.stringify(given)}`);
}
