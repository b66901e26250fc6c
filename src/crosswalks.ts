import type { Crosswalk } from './model.ts';

/** JSON Schema of a file below `crosswalks/`. */
export const crosswalkSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A published list and the rules that verify its items',
  type: 'object',
  additionalProperties: false,
  required: ['title', 'about', 'sections'],
  properties: {
    title: { type: 'string', minLength: 1 },
    about: { description: 'What the list is, in words that follow its title.', type: 'string', minLength: 1 },
    source: { description: 'Where it was published.', type: 'string', format: 'uri' },
    points: {
      description: 'What an item brings. The sum is a section’s score, the least of these the whole.',
      type: 'object',
      additionalProperties: false,
      required: ['verified', 'attested'],
      properties: { verified: { type: 'number', minimum: 0 }, attested: { type: 'number', minimum: 0 } },
    },
    readings: {
      description: 'What a score means, up to and including "to"; the last one has no end.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['say'],
        properties: { to: { type: 'number' }, say: { type: 'string', minLength: 1 } },
      },
    },
    sections: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['title', 'items'],
        properties: {
          title: { type: 'string', minLength: 1 },
          items: {
            type: 'object',
            minProperties: 1,
            additionalProperties: {
              type: 'object',
              additionalProperties: false,
              required: ['says'],
              properties: {
                says: { description: 'The item as met, in our own words.', type: 'string', minLength: 1 },
                rules: { ...ids('Rules that verify it together; the only place where this is written.') },
                needs: { ...ids('Rules without which it cannot be met, though they do not show that it is.') },
              },
            },
          },
        },
      },
    },
  },
};

function ids(description: string) {
  return { description, type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9-]+/[a-z0-9-]+$' } };
}

interface RawCrosswalk {
  readonly title: string;
  readonly about: string;
  readonly source?: string;
  readonly points?: { readonly verified: number; readonly attested: number };
  readonly readings?: Crosswalk['readings'];
  readonly sections: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly items: Readonly<
          Record<
            string,
            { readonly says: string; readonly rules?: readonly string[]; readonly needs?: readonly string[] }
          >
        >;
      }
    >
  >;
}

/** A list as its file, which satisfies the schema, gives it. */
export function crosswalkOf(id: string, value: unknown): Crosswalk {
  const { sections, readings = [], ...raw } = value as RawCrosswalk;
  return {
    id,
    ...raw,
    readings,
    sections: Object.entries(sections).map(([section, { title, items }]) => ({
      id: section,
      title,
      items: Object.entries(items).map(([item, { says, rules = [], needs = [] }]) => ({
        id: `${id}/${item}`,
        says,
        rules,
        needs,
      })),
    })),
  };
}
