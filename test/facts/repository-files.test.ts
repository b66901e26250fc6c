import { describe, expect, it } from 'vitest';
import { artifactKind } from '../../src/facts/artifacts.ts';
import { attributes, attributesOf, linguistVendored } from '../../src/facts/attributes.ts';
import { dvc } from '../../src/facts/dvc.ts';
import { gitignore, ignoreRules } from '../../src/facts/ignore.ts';
import { couldBePointer, lfs, lfsPointer } from '../../src/facts/lfs.ts';
import { factsFrom, gapsOf, read } from './support.ts';

describe('DVC', () => {
  it('pointers name what is tracked', async () => {
    const text = 'outs:\n- md5: 22a1a2931c8370d3aeedd7183606fd7f\n  size: 14445097\n  path: data.xml\n';
    expect((await read(dvc, 'data/data.xml.dvc', text)).value).toEqual({
      kind: 'pointer',
      imported: false,
      deps: [],
      outs: [{ path: 'data.xml', hash: '22a1a2931c8370d3aeedd7183606fd7f', size: 14445097, remote: false, line: 2 }],
      stage: null,
    });
  });

  it('pipelines and locks have stages', async () => {
    const pipeline = `stages:
  train:
    cmd:
      - python train.py
    wdir: src
    deps: [data, train.py]
    params: [lr, conf.yaml: [seed]]
    outs:
      - model.pkl: { cache: false }
    metrics: [metrics.json: { cache: false }]
  eval:
    foreach: [a, b]
    do: { cmd: "python eval.py \${item}" }
metrics: [m.json]
`;
    expect((await read(dvc, 'dvc.yaml', pipeline)).value).toMatchObject({
      kind: 'pipeline',
      metrics: ['m.json'],
      stages: [
        {
          name: 'train',
          line: 2,
          commands: [{ text: 'python train.py', line: 4 }],
          workingDirectory: 'src',
          deps: ['data', 'train.py'],
          params: ['lr', 'conf.yaml:seed'],
          outs: ['model.pkl'],
          metrics: ['metrics.json'],
          repeated: false,
        },
        { name: 'eval', repeated: true, commands: [{ line: 13 }] },
      ],
    });
    const lock = "schema: '2.0'\nstages:\n  train:\n    cmd: x\n    outs:\n    - path: model.pkl\n      md5: abc\n";
    expect((await read(dvc, 'dvc.lock', lock)).value).toMatchObject({
      kind: 'lock',
      stages: [{ name: 'train', line: 3, outs: [{ hash: 'abc' }] }],
    });
  });

  it('remotes come without credentials', async () => {
    const config = `[core]
    remote = store
['remote "store"']
    url = https://user:hunter2@host/data
    password = hunter2
[remote "other"]
    url = s3://bucket
`;
    const { value } = await read(dvc, '.dvc/config', config);
    expect(value).toEqual({
      kind: 'config',
      default: 'store',
      remotes: [
        { name: 'store', url: 'https://host/data', line: 3 },
        { name: 'other', url: 's3://bucket', line: 6 },
      ],
    });
    expect(JSON.stringify(value)).not.toContain('hunter2');
  });

  it('files that are something else are refused', () => {
    expect(() => dvc.parse({ path: 'dvc.yaml', text: '- a', firstLine: 1 })).toThrow('not what DVC writes');
    expect(dvc.parse({ path: 'params.yaml', text: '', firstLine: 1 })).toBeNull();
  });
});

describe('.gitignore', () => {
  it('is honoured as Git does, nested files included', async () => {
    const facts = await factsFrom(
      {
        '.gitignore': '# data\n/data/*\n!/data/README.md\n*.ckpt\nruns/\n.env\n!.env.example\n',
        'models/.gitignore': '*\n!.gitignore\n!keep.ckpt\n',
      },
      [gitignore],
    );
    const { ignores } = ignoreRules(facts);
    expect(ignores('data/train.csv')).toEqual({ path: '.gitignore', line: 2 });
    expect(ignores('./data/raw/')).toEqual({ path: '.gitignore', line: 2 });
    expect(ignores('data/README.md')).toBeNull();
    expect(ignores('src/runs/1/x.txt')).toEqual({ path: '.gitignore', line: 5 });
    expect(ignores('runs')).toBeNull();
    expect(ignores('.env')).toEqual({ path: '.gitignore', line: 6 });
    expect(ignores('.env.example')).toBeNull();
    expect(ignores('.ENV')).toBeNull();
    expect(ignores('models/a.bin')).toEqual({ path: 'models/.gitignore', line: 1 });
    expect(ignores('models/keep.ckpt')).toBeNull();
    expect(ignores('../x')).toBeNull();
    expect(ignores('')).toBeNull();
  });

  it('refuses patterns that match forever', async () => {
    expect(await gapsOf(gitignore, '.gitignore', `a\n${'*a'.repeat(30)}b\n`)).toMatchObject([{ line: 2 }]);
  });
});

describe('.gitattributes', () => {
  const tree = {
    '.gitattributes':
      '[attr]big filter=lfs\n*.bin filter=lfs diff=lfs -text\n/weights/** filter=lfs\n"my data/*.csv" filter=lfs\nthird_party/** linguist-vendored\n*.md linguist-vendored=false\n',
    'weights/.gitattributes': 'small.bin !filter\n',
  };

  it('gives the line that decides', async () => {
    const rules = attributesOf(await factsFrom(tree, [attributes]));
    expect(rules.of('a/b.bin', 'filter')).toEqual({ value: 'lfs', path: '.gitattributes', line: 2 });
    expect(rules.of('weights/a/b.x', 'filter')).toMatchObject({ line: 3 });
    expect(rules.of('weights/small.bin', 'filter')).toEqual({ value: null, path: 'weights/.gitattributes', line: 1 });
    expect(rules.of('my data/x.csv', 'filter')).toMatchObject({ line: 4 });
    expect(rules.of('x/weights/a', 'filter')).toBeNull();
    expect(rules.of('b.bin', 'text')).toMatchObject({ value: false });
    expect(rules.lfs.map(({ pattern, line }) => [pattern, line])).toEqual([
      ['*.bin', 2],
      ['/weights/**', 3],
      ['my data/*.csv', 4],
    ]);
  });

  it('tells what is vendored', async () => {
    const vendored = linguistVendored((await factsFrom(tree, [attributes])).documents(attributes));
    expect(['third_party/a/b.py', 'third_party/README.md', 'src/a.py'].map(vendored)).toEqual([true, false, false]);
  });
});

describe('Git LFS', () => {
  const oid = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;

  it('pointers are known by their form', async () => {
    expect(lfsPointer(pointer)).toEqual({ oid, size: 12345 });
    expect(lfsPointer(pointer.replace('oid', 'ext-0-foo sha256:00\noid'))).toEqual({ oid, size: 12345 });
    for (const other of [
      '',
      'a,b\n1,2\n',
      pointer.replace('size', 'sise'),
      pointer.replace('4d7a', 'zzzz'),
      `${pointer}${' '.repeat(1024)}`,
    ]) {
      expect(lfsPointer(other)).toBeNull();
    }
    expect((await read(lfs, 'model.onnx', pointer)).value.size).toBe(12345);
    expect(lfs.parse({ path: 'small.csv', text: 'a,b\n', firstLine: 1 })).toBeNull();
  });

  it('only small files are looked at', () => {
    expect([0, 130, 1023, 1024, null].map((size) => couldBePointer({ kind: 'file', size }))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(couldBePointer({ kind: 'symlink', size: 130 })).toBe(false);
    expect(lfs.matches('train.py')).toBe(false);
  });
});

describe('artifacts', () => {
  it.each([
    ['train.csv', 'data'],
    ['data/raw/train.csv.gz', 'data'],
    ['data/labels.json', 'data'],
    ['datasets/img/0001.PNG', 'data'],
    ['data/features.pkl', 'data'],
    ['data/models/clf.pkl', 'weights'],
    ['clf.joblib', 'weights'],
    ['checkpoints/last.ckpt', 'weights'],
    ['pytorch_model.bin', 'weights'],
    ['models/a.bin', 'weights'],
    ['backup.zip', 'archive'],
    ['firmware.bin', null],
    ['package.json', null],
    ['docs/data/plot.png', null],
    ['data/README.txt', null],
    ['data/requirements.txt', null],
    ['data/load.py', null],
    ['data/train.csv.dvc', null],
    ['data/.gitkeep', null],
    ['Thumbs.db', null],
    ['mlflow.db', null],
    ['data/chroma_db/chroma.sqlite3', null],
    ['customers.sqlite3', 'data'],
  ])('%s is %s', (path, kind) => {
    expect(artifactKind(path)).toBe(kind);
  });
});
