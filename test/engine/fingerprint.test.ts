import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptAt, fingerprint, partsOf } from '../../src/fingerprint.ts';

const at = (text: string, line: number, message = 'drawn without a seed', rule = 'training/seeds') =>
  partsOf(fingerprint(rule, message, excerptAt(text.split('\n'), line)));
const code = 'import x\n\nframe = load()\nsplit(frame, size=0.2)\nfit(frame)\n';

describe('a fingerprint', () => {
  it('survives moved lines and reformatting', () => {
    const before = at(code, 4);
    expect(at(`# one\n# two\n${code}`, 6)).toEqual(before);
    expect(at(code.replaceAll('\n', '\n\n'), 7)).toEqual(before);
    expect(at(code.replace('split(frame, size=0.2)', '    split( frame,size = 0.2 )'), 4)).toEqual(before);
    expect(at("a\nload('x')\nb", 2)).toEqual(at('a\nload("x")\nb', 2));
  });

  it('keeps its content where only the surroundings change, and the surroundings where only the line does', () => {
    const before = at(code, 4);
    const around = at(code.replace('fit(frame)', 'fit(other)'), 4);
    expect([around.content, around.above]).toEqual([before.content, before.above]);
    expect(around.below).not.toBe(before.below);
    const edited = at(code.replace('0.2', '0.3'), 4);
    expect(edited.content).not.toBe(before.content);
    expect([edited.above, edited.below]).toEqual([before.above, before.below]);
  });

  it('tells rules and lines apart', () => {
    expect(at(code, 3).content).not.toBe(at(code, 4).content);
    expect(at(code, 4, 'm', 'a/b').content).not.toBe(at(code, 4, 'm', 'a/c').content);
  });

  it('is of the message without its numbers where there is no text', () => {
    const of = (message: string) => fingerprint('data/no-large-files-in-git', message, null);
    expect(of('12.5 MB in plain Git')).toBe(of('13.1 MB in plain Git'));
    expect(of('12.5 MB in plain Git')).not.toBe(of('a model in plain Git'));
    expect(of('x')).toMatch(/^[0-9a-f]{16}$/);
    expect(at('a\nb', 9)).toEqual(partsOf(fingerprint('training/seeds', 'drawn without a seed', null)));
  });

  it.each([
    ['in quotes', 'connect(user="ada", password="', '")'],
    ['in a string that does not end here', 'text = """', ''],
    ['after a telling name', 'db_password: ', ''],
    ['after a telling name in a shell', 'export API_KEY=', ''],
    ['in a URL', '--extra-index-url https://ada:', '@pypi.example.org/simple'],
    ['with the shape of a token', 'login ', 'A1b2C3d4E5f6G7h8I9j0K1'],
  ])('does not depend on what may be a credential %s', (_, before, after) => {
    expect(at(`${before}hunter2${after}`, 1)).toEqual(at(`${before}correcthorse${after}`, 1));
    expect(at(`${before}hunter2${after}\nfit()`, 2)).toEqual(at(`${before}correcthorse${after}\nfit()`, 2));
  });

  it('tells credentials apart with a key, and depends on the key', () => {
    const of = (line: string, key: string) => fingerprint('a/b', 'm', { line, above: '', below: '' }, key);
    expect(of('KEY="one"', 'k')).not.toBe(of('KEY="two"', 'k'));
    expect(of('KEY="one"', 'k')).not.toBe(of('KEY="one"', 'l'));
  });

  it('has one form, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.nat(3), (text, message, line) => {
        const print = fingerprint('a/b', message, excerptAt(text.split('\n'), line));
        expect(print).toMatch(/^[0-9a-f]{16}(?:\.[0-9a-f]{8}\.[0-9a-f]{8})?$/);
      }),
    );
  });
});
