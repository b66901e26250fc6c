import { describe, expect, it } from 'vitest';
import { memorySource } from '../../src/source/memory.ts';
import { bytesOf, read, seen } from './sandbox.ts';

describe('memorySource', () => {
  it('lists and reads the given tree in code-unit order', async () => {
    const source = memorySource(
      { 'src/train.py': 'é', 'README.md': '# Hi', Z: new Uint8Array([0, 255]) },
      { commit: 'abc' },
    );
    const result = await seen(source);
    expect(result.entries).toEqual([
      { path: 'README.md', size: 4, kind: 'file', tracked: true },
      { path: 'Z', size: 2, kind: 'file', tracked: true },
      { path: 'src/train.py', size: 2, kind: 'file', tracked: true },
    ]);
    expect(result.contents.Z).toBe('\0\xff');
    expect(result.commit).toBe('abc');
  });

  it('keeps the order of the requests, answers each path once and tells problems', async () => {
    const source = memorySource({ a: '12345', b: '1' });
    expect(await read(source, ['b', 'a', 'nowhere', 'b', '__proto__'], 4)).toEqual([
      '1',
      '<too large: 5 bytes, the limit is 4 bytes>',
      '<there is no such file>',
      '<there is no such file>',
    ]);
  });

  it('streams a file, and throws for one that is not there', async () => {
    const source = memorySource({ a: '12345' });
    expect(await bytesOf(source.stream('a'))).toBe('12345');
    await expect(bytesOf(source.stream('b'))).rejects.toThrow('no such file');
  });

  it.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', './a', 'a/', 'a\0b', '.git/config', 'a/.GIT'])(
    'refuses the path %j',
    (path) => {
      expect(() => memorySource({ [path]: '' })).toThrow('not a path inside a repository');
    },
  );
});
