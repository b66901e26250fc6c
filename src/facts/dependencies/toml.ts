import { parse, TomlError } from 'smol-toml';
import { TomlLines } from './toml-lines.ts';

export type Table = Readonly<Record<string, unknown>>;

/**
 * Parses TOML. Throws an `Error` that tells the line and what is wrong, but shows nothing of the text:
 * index addresses with passwords stand in such files.
 */
export function parseToml(text: string): Table {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n', 1)[0]?.replace('Invalid TOML document: ', '');
    throw new Error(`not valid TOML: line ${error.line}: ${reason}`);
  }
}

/** A value as a table; an empty one for anything else. */
export function table(value: unknown): Table {
  return isTable(value) ? value : {};
}

/** True for a table of TOML and an object of JSON; false for lists and for dates, which are objects, too. */
export function isTable(value: unknown): value is Table {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** What stands under a key path; never something inherited. */
export function get(root: unknown, ...path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (!isTable(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export interface TomlFile {
  readonly root: Table;
  readonly lines: TomlLines;
}

/** A TOML document with the lines of its keys. Throws as `parseToml` does. */
export function readToml(source: string): TomlFile {
  return { root: parseToml(source), lines: new TomlLines(source) };
}
