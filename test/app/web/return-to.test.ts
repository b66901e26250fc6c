import fc from 'fast-check';
import { expect, it } from 'vitest';
import { returnTo } from '../../../src/app/web/sign-in/return-to.ts';

it('keeps own paths with their query', () => {
  expect(returnTo('/orgs/acme?q=a%20b&page=2')).toBe('/orgs/acme?q=a%20b&page=2');
  expect(returnTo(undefined)).toBe('/');
  expect(returnTo('orgs/acme')).toBe('/');
});

it('leads nowhere else, whatever is given', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '//',
    '..',
    '.',
    '\t',
    '\n',
    '%2f',
    '%5c',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'https:',
    ' ',
    ';',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const target = returnTo(parts.join(''));
      const url = new URL(target, 'https://mlready.example');
      return url.origin === 'https://mlready.example' && !target.startsWith('//') && !target.startsWith('/\\');
    }),
    { numRuns: 2000 },
  );
});
