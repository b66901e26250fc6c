import type { Report } from '../model.ts';
import { json as neutral } from './neutral.ts';
import { reportSchema, type Schema } from './schema.ts';

/**
 * The report as JSON: keys in the order of the schema, two spaces of indentation, a line break at the end.
 * Invisible characters are escaped, so that it is safe to show and still parses to the same values.
 */
export function json(report: Report): string {
  return jsonBy(report, reportSchema);
}

/** Any value in the order of its schema, likewise. */
export function jsonBy(value: unknown, schema: Schema): string {
  return `${neutral(JSON.stringify(ordered(value, schema), null, 2))}\n`;
}

function ordered(value: unknown, schema: Schema): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => ordered(item, schema.items ?? {}));
  const given = new Map(Object.entries(value));
  const keys = schema.properties ? Object.keys(schema.properties) : [...given.keys()].sort();
  return Object.fromEntries(keys.filter((key) => given.get(key) !== undefined).map((key) => [key, nested(key)]));

  function nested(key: string): unknown {
    return ordered(given.get(key), schema.properties?.[key] ?? {});
  }
}
