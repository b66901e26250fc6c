import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonImports } from '../../src/facts/python/imports.ts';

async function importsOf(text: string, path = 'a.py') {
  const parsed = await pythonImports.parse({ path, text, firstLine: 1 });
  return (parsed?.value ?? []).map(({ module, at }) => `${module}:${at.cell ?? ''}${at.line}`);
}

describe('imports without a parse', () => {
  it('are found in every form, at their lines', async () => {
    const text = [
      'import os, sys as system',
      'from sklearn.model_selection import (',
      '    train_test_split as split,  # the usual',
      '    KFold,',
      ')',
      'def late():',
      '    from . import data',
      '    import torch.nn as nn; nn.Linear(1, 1)',
      'from fastai.vision.all import *',
    ].join('\n');
    expect(await importsOf(text)).toEqual([
      'os:1',
      'sys:1',
      'sklearn.model_selection:2',
      'sklearn.model_selection.train_test_split:2',
      'sklearn.model_selection.KFold:2',
      '.:7',
      '.data:7',
      'torch.nn:8',
      'fastai.vision.all:9',
    ]);
  });

  it('in docstrings, strings and comments do not count', async () => {
    const text = `"""Example:\n\nimport torch\n"""\n# import keras\nx = 'a\\\nimport y'\ns = "#"\nimport numpy\n`;
    expect(await importsOf(text)).toEqual(['numpy:9']);
  });

  it('of notebooks have their cell', async () => {
    const cells = [
      { cell_type: 'markdown', source: 'import markdown', metadata: {} },
      {
        cell_type: 'code',
        source: ['import pandas\n', 'import numpy'],
        outputs: [],
        metadata: {},
        execution_count: null,
      },
    ];
    expect(await importsOf(JSON.stringify({ cells, nbformat: 4, metadata: {} }), 'a.ipynb')).toEqual([
      'pandas:11',
      'numpy:12',
    ]);
  });

  it('end for every text, in linear time', async () => {
    const pieces = ['"', "'", '"""', "'''", '\\', '\n', 'from a import (', ')', '"\\', 'import x', ' ', '#'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces)), async (parts) => void (await importsOf(parts.join('')))),
    );
    for (const piece of pieces) await importsOf(piece.repeat(200_000));
    for (const pair of ['"\\', '"\\"\\', "'''\\", 'from a import (\n', '"a', '\'\'\'"""'])
      await importsOf(pair.repeat(150_000));
  }, 20_000);
});
