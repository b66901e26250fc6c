import { type Probes, shapeOf } from '../grammar.ts';
import type { Condition, RuleBook } from '../model.ts';

/** A condition in words, one line a part; parts of a list are indented below it. */
export function describe(condition: Condition, book: RuleBook, probes: Probes): string[] {
  const shape = shapeOf(condition);
  const places = condition.in === undefined ? '' : ` (in ${condition.in.join(', ')})`;
  switch (shape.kind) {
    case 'any':
    case 'all':
    case 'none': {
      const parts = shape.parts.map((part) => describe(part, book, probes));
      const [only] = parts;
      if (shape.kind !== 'none' && parts.length === 1 && only !== undefined) return only;
      const heading = { any: 'at least one of:', all: 'all of:', none: 'none of:' }[shape.kind];
      return [heading, ...parts.flat().map((line) => `  ${line}`)];
    }
    case 'trait': {
      const title = book.traits.find(({ id }) => id === shape.name)?.title;
      return [title === undefined ? `trait ${shape.name}` : `trait ${shape.name}: ${title}`];
    }
    case 'rule': {
      const title = book.rules.find(({ id }) => id === shape.name)?.title;
      return [title === undefined ? `${shape.name} passes` : `${shape.name} passes: ${title}`];
    }
    case 'every': {
      const share = shape.share === 1 ? 'everywhere' : `in at least ${Math.round(shape.share * 100)} % of places`;
      return [`${share}${places}: ${call(shape.probe, shape.options, probes)}`];
    }
    default:
      return [`${call(shape.probe, shape.options, probes)}${places}`];
  }
}

function call(name: string, options: unknown, probes: Probes): string {
  const about = probes[name]?.about ?? name;
  const given = Object.entries((options ?? {}) as Record<string, unknown>).map(
    ([key, value]) => `${key}: ${inWords(value)}`,
  );
  return given.length === 0 ? about : `${about} [${given.join('; ')}]`;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${inWords(inner)}`)
    .join(', ');
}
