import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hubLoads } from '../../src/facts/hub-loads.ts';

async function loads(text: string, path = 'train.py') {
  const parsed = await hubLoads.parse({ path, text, firstLine: 1 });
  return (parsed?.value ?? []).map(({ id, what, pinned, at }) => [id, what, pinned, at.line]);
}

describe('loads from a hub', () => {
  it('resolves aliases and constants, and reads calls over several lines', async () => {
    expect(
      await loads(
        [
          'from transformers import AutoModel as Model, AutoTokenizer',
          'import datasets as hub',
          'NAME = "bert-base-uncased"  # small',
          'model = Model.from_pretrained(',
          '    NAME,  # the encoder',
          '    torch_dtype="auto",',
          '    revision="86b5e09",',
          ')',
          'data = hub.load_dataset("imdb", split="train")',
        ].join('\n'),
      ),
    ).toEqual([
      ['bert-base-uncased', 'model', true, 4],
      ['imdb', 'data set', false, 9],
    ]);
  });

  it('leaves examples in docstrings, comments, own classes, own files and names that change alone', async () => {
    expect(
      await loads(
        [
          'from transformers import AutoModel',
          'from .nets import Net',
          '"""',
          '>>> AutoModel.from_pretrained("bert-base-uncased")',
          '"""',
          '# AutoModel.from_pretrained("bert-base-uncased")',
          'Net.from_pretrained("owner/net")',
          'AutoModel.from_pretrained("./checkpoints/last")',
          'AutoModel.from_pretrained("results/run1")',
          'name = "a/b"',
          'name = "c/d"',
          'AutoModel.from_pretrained(name)',
        ].join('\n'),
      ),
    ).toEqual([]);
  });

  it('tells a tag of torch.hub from its branch, and what is passed on', async () => {
    expect(
      await loads(
        [
          'import torch',
          'from sentence_transformers import SentenceTransformer',
          'torch.hub.load("pytorch/vision:v0.22.0", "resnet18")',
          'torch.hub.load("ultralytics/yolov5", "yolov5s")',
          'torch.hub.load("owner/net:main", "net")',
          'torch.hub.load("nets", "net", source="local")',
          'SentenceTransformer("all-MiniLM-L6-v2", **options)',
        ].join('\n'),
      ),
    ).toEqual([
      ['pytorch/vision:v0.22.0', 'model', true, 3],
      ['ultralytics/yolov5', 'model', false, 4],
      ['owner/net:main', 'model', false, 5],
      ['all-MiniLM-L6-v2', 'model', null, 7],
    ]);
  });

  it('reads notebooks by cell', async () => {
    const notebook = {
      nbformat: 4,
      metadata: { kernelspec: { language: 'python' } },
      cells: [
        { cell_type: 'code', source: ['from datasets import load_dataset\n'], outputs: [] },
        { cell_type: 'code', source: ['%matplotlib inline\n', 'load_dataset("imdb")\n'], outputs: [] },
      ],
    };
    const parsed = await hubLoads.parse({ path: 'a.ipynb', text: JSON.stringify(notebook), firstLine: 1 });
    expect(parsed?.value.map(({ at }) => at)).toEqual([{ line: 2, column: 1, cell: 1 }]);
  });

  it('bears whatever stands in a file', async () => {
    const piece = fc.constantFrom(
      'from_pretrained(',
      'from transformers import A as B\n',
      '"',
      "'''",
      '(',
      ')',
      '\\',
      '#',
      '\n',
      'A.',
      'x = ',
      ',',
      '**',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), async (parts) => {
        await loads(parts.join(''));
      }),
    );
  });
});
