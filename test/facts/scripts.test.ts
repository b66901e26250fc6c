import { describe, expect, it } from 'vitest';
import { javascriptHubLoadsOf } from '../../src/facts/javascript/hub-loads.ts';
import { javascript } from '../../src/facts/javascript.ts';
import { pythonWords } from '../../src/facts/python/words.ts';
import { scripts } from '../../src/facts/scripts.ts';
import { factsFrom, read } from './support.ts';

describe('code told without parsing', () => {
  it('knows what R attaches and calls, not what comments and strings say', async () => {
    const { value } = await read(
      scripts,
      'train.R',
      '# library(xgboost)\nlibrary("caret")\npacman::p_load(dplyr, ranger)\nprint("set.seed(1)")\nmodel <- caret::train(y ~ ., data = d)\n',
    );
    expect([...value.packages.keys()]).toEqual(['caret', 'dplyr', 'ranger']);
    expect([...value.calls.keys()]).toEqual(expect.arrayContaining(['caret::train', 'train', 'print']));
    expect(value.calls.has('set.seed')).toBe(false);
    expect(value.calls.get('train')?.line).toBe(5);
  });

  it('reads chunks of R Markdown alone', async () => {
    const { value } = await read(
      scripts,
      'report.Rmd',
      'library(torch)\n\n```{r}\nset.seed(7)\n```\n\n```python\nfit(x)\n```\n',
    );
    expect([...value.packages.keys()]).toEqual([]);
    expect([...value.calls]).toEqual([['set.seed', { line: 4, column: 1 }]]);
  });

  it('knows what Julia uses and calls', async () => {
    const { value } = await read(
      scripts,
      'train.jl',
      '#= using MLJ =#\nusing Flux: Chain, train!\nimport Random, CUDA\nRandom.seed!(1) # train!(x)\n',
    );
    expect([...value.packages.keys()]).toEqual(['Flux', 'Random', 'CUDA']);
    expect([...value.calls.keys()]).toEqual(['Random.seed!', 'seed!']);
  });

  it('knows the names in Python, with their places in notebooks', async () => {
    const cell = (source: string) => ({ cell_type: 'code', execution_count: 1, metadata: {}, outputs: [], source });
    const text = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [cell('"""shap.plots"""'), cell('x = 1  # importances\nmodel.feature_importances_')],
    });
    const { value } = await read(pythonWords, 'a.ipynb', text);
    expect(value.get('feature_importances_')).toEqual({ line: 2, column: 1, cell: 1 });
    expect(value.has('shap.plots')).toBe(false);
    expect(value.has('importances')).toBe(false);
  });
});

describe('TypeScript and JavaScript', () => {
  it('resolves calls through imports, aliases and what calls make', async () => {
    const { value } = await read(
      javascript,
      'chat.ts',
      'import OpenAI from "openai";\nimport * as tf from "@tensorflow/tfjs";\nconst client = new OpenAI();\nawait client.chat.completions.create({ model: "gpt-4o" });\nconst net = tf.sequential();\nnet.fit(x, y);\nlocal();\n',
    );
    expect(value.calls.map(({ qualified }) => qualified)).toEqual([
      'openai.default',
      'openai.default().chat.completions.create',
      '@tensorflow/tfjs.sequential',
      '@tensorflow/tfjs.sequential().fit',
    ]);
    expect(value.calls[1]?.at.line).toBe(4);
  });

  it('tells models of the hub with and without a revision, and what nobody can tell', async () => {
    const facts = await factsFrom(
      {
        'embed.mjs':
          'import { pipeline, AutoModel as Model } from "@huggingface/transformers";\nawait pipeline("feature-extraction", "Xenova/a", { revision: "1f2e3d" });\nawait Model.from_pretrained("Xenova/b");\nawait Model.from_pretrained("Xenova/c", { ...options });\nawait Model.from_pretrained(name);\n',
      },
      [javascript],
    );
    expect(javascriptHubLoadsOf(facts).map(({ id, pinned }) => [id, pinned])).toEqual([
      ['Xenova/a', true],
      ['Xenova/b', false],
      ['Xenova/c', null],
    ]);
  });
});
