import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machinePlaceOf } from '../../../src/facts/environment/machine-path.ts';
import { type MachinePath, machinePaths } from '../../../src/facts/environment/machine-paths.ts';

async function found(path: string, text: string): Promise<readonly MachinePath[]> {
  return (await machinePaths.parse({ path, text, firstLine: 1 }))?.value ?? [];
}

describe('places that not every machine has', () => {
  it.each([
    ['/home/anna/data/train.csv', 'home folder'],
    ['/Users/anna/thesis/data', 'home folder'],
    ['C:\\\\Users\\\\Anna\\\\data.csv', 'Windows drive'],
    ['D:/datasets/coco', 'Windows drive'],
    ['/content/drive/MyDrive/thesis/data.csv', 'Colab mount'],
    ['/kaggle/input/titanic/train.csv', 'Kaggle mount'],
  ])('%s', (path, place) => {
    expect(machinePlaceOf(path)).toBe(place);
  });

  it.each([
    'data/train.csv',
    '/home/jovyan/work/data',
    '/home/your_name/data',
    '/home/{user}/data',
    '/home/anna',
    '/Users/Shared/data',
    'C:\\Program Files\\Tesseract-OCR\\tesseract.exe',
    'http://example.org/home/anna/x',
    's:\\.npy::',
    'a:/',
    '/content/drive',
    '/kaggle/working/submission.csv',
  ])('%s is none', (path) => {
    expect(machinePlaceOf(path)).toBeNull();
  });
});

describe('paths in files', () => {
  it('tells what can be set from what cannot, with positions', async () => {
    const text = [
      'import os',
      '"""Data lay in /home/anna/old once."""',
      'A = "/home/anna/data"  # "/home/bert/data"',
      'B = os.environ.get("B", "/home/anna/data")',
      'def load(path="/kaggle/input/x/a.csv"): ...',
      'if IN_COLAB:',
      '    C = "/content/drive/MyDrive/x/y"',
      'parser.add_argument("--root", default="/home/anna/data")',
      '@app.route("/home/anna/profile")',
    ].join('\n');
    expect(
      (await found('train.py', text)).map(({ at, settable, flag }) => [at.line, at.column, settable, flag]),
    ).toEqual([
      [3, 5, false, null],
      [4, 25, true, null],
      [5, 15, true, null],
      [7, 9, true, null],
      [8, 39, false, '--root'],
    ]);
  });

  it('reads scripts and settings without their comments, and leaves deployments and run records alone', async () => {
    expect(
      await found('run.sh', '# cd /home/anna/a\ncd /home/anna/a/b\nOUT=$' + '{OUT:-/home/anna/out}\n'),
    ).toMatchObject([{ at: { line: 2, column: 4 }, settable: false }]);
    expect(await found('conf/a.yaml', 'root: /home/anna/data\n')).toHaveLength(1);
    expect(await found('conf/a.yaml', 'services:\n  api:\n    volumes: [/home/anna/data:/data]\n')).toHaveLength(0);
    expect(machinePaths.matches('outputs/2024-01-01/config.yaml')).toBe(false);
    expect(machinePaths.matches('.vscode/settings.json')).toBe(false);
  });

  it('bears any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('"', "'", '\\', '\n', '/home/a/b', 'C:\\ab', '(', ' ', '#') }),
        async (text) => {
          await found('a.py', text);
          await found('a.sh', text);
        },
      ),
    );
    expect(await found('a.py', '"'.repeat(200_000))).toEqual([]);
    expect(await found('a.py', `x = ${'('.repeat(100_000)}"/home/anna/b"`)).toHaveLength(1);
  });
});
