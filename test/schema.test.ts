import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { nearest, problemsOf, readYaml } from '../src/schema.ts';

function problems(schema: object, text: string): string[] {
  const yaml = readYaml(text, 'a.yml');
  if ('problems' in yaml) return yaml.problems.map(({ line, message }) => `${line}: ${message}`);
  const validate = new Ajv2020({ allErrors: true, verbose: true, strict: false }).compile(schema);
  validate(yaml.value);
  return problemsOf(yaml.document, yaml.lineCounter, validate.errors ?? [], 'a.yml').map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

describe('nearest', () => {
  it('finds what a slip of the finger meant', () => {
    expect(nearest('severites', ['profile', 'severities'])).toBe('severities');
    expect(nearest('DATA/Versioned', ['data/versioned'])).toBe('data/versioned');
  });

  it('finds nothing where nothing is near', () => {
    expect(nearest('weather', ['profile', 'rules'])).toBeNull();
    expect(nearest('x', [])).toBeNull();
    expect(nearest('', ['a'])).toBeNull();
  });
});

describe('problemsOf', () => {
  const leaf = (name: string, options: object) => ({
    type: 'object',
    additionalProperties: false,
    required: [name],
    properties: { [name]: { type: 'object', additionalProperties: false, properties: options } },
  });
  const condition = {
    type: 'object',
    additionalProperties: false,
    required: ['expect'],
    properties: { expect: { $ref: '#/$defs/condition' } },
    $defs: {
      condition: {
        anyOf: [
          leaf('file', { name: { type: 'string' } }),
          leaf('call', { of: { type: 'string' }, with: { enum: ['seed', 'state'] } }),
          {
            type: 'object',
            additionalProperties: false,
            required: ['any'],
            properties: { any: { type: 'array', items: { $ref: '#/$defs/condition' } } },
          },
        ],
      },
    },
  };

  it('keeps of the branches the one that fits furthest', () => {
    expect(problems(condition, 'expect:\n  any:\n    - file: { name: x }\n    - call:\n        off: y\n')).toEqual([
      '5: unknown key "off", did you mean "of"?',
    ]);
    expect(problems(condition, 'expect:\n  call: { with: seeds }\n')).toEqual([
      '2: "with" is "seeds", did you mean "seed"?',
    ]);
  });

  it('suggests from all branches where none fits', () => {
    expect(problems(condition, 'expect:\n  fiel: { name: x }\n')).toContain(
      '2: unknown key "fiel", did you mean "file"?',
    );
  });

  it('says what is missing, at the line of what lacks it', () => {
    const schema = { properties: { a: { type: 'object', required: ['b'] } } };
    expect(problems(schema, 'x: 1\na:\n  c: 1\n')).toEqual(['2: "a" lacks the key "b"']);
    expect(problems(condition, '{}')).toEqual(['1: the document lacks the key "expect"']);
  });

  it('finds keys with slashes and tildes, and looks through aliases', () => {
    const schema = { additionalProperties: { additionalProperties: { type: 'number' } } };
    expect(problems(schema, 'x:\n  a/b~c: no\n')).toEqual(['2: "a/b~c" must be a number']);
    expect(problems(schema, 'x: &x\n  y: no\nz: *x\n')).toEqual(['2: "y" must be a number']);
  });

  it('keeps a message on one line and short', () => {
    const [message = ''] = problems({ enum: ['a'] }, JSON.stringify(`x\n${'y'.repeat(500)}`));
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(150);
  });
});
