import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../../../src/facts/dockerfile.ts';
import { imageUser } from '../../../src/facts/environment/image-user.ts';

function userOf(text: string) {
  const parsed = readDockerfile({ path: 'Dockerfile', text, firstLine: 1 });
  if (parsed === null) throw new Error('no Dockerfile');
  return imageUser(parsed.value);
}

describe('as whom an image runs', () => {
  it.each([
    ['FROM python:3.12\nUSER app\n', { user: 'other', line: 2 }],
    ['FROM python:3.12\nUSER 0:0\n', { user: 'root', line: 2 }],
    ['ARG BASE=python:3.12\nFROM $BASE\n', { user: 'root', line: 2 }],
    ['FROM python:3.12 AS a\nUSER app\nFROM python:3.12\nCOPY --from=a /x /x\n', { user: 'root', line: 3 }],
    ['FROM python:3.12 AS a\nFROM a\n', { user: 'root', line: 1 }],
    ['FROM jupyter/scipy-notebook:x\n', { user: 'unknown', line: 1 }],
    ['FROM $REGISTRY/base:1\n', { user: 'unknown', line: 1 }],
    ['FROM python:3.12\nARG NB_USER\nUSER $NB_USER\n', { user: 'other', line: 3 }],
    ['FROM python:3.12\nENTRYPOINT ["gosu", "app", "serve"]\n', { user: 'other', line: 1 }],
    ['FROM pythonista/own:1\n', { user: 'unknown', line: 1 }],
  ])('%j', (text, expected) => {
    expect(userOf(text)).toEqual(expected);
  });
});
