import { describe, expect, it } from 'vitest';
import { isHyperParameter } from '../../src/facts/hyper-parameters.ts';
import { options } from '../../src/facts/options.ts';

const optionsIn = async (path: string, text: string) =>
  ((await options.parse({ path, text, firstLine: 1 }))?.value ?? []).map(
    ({ kind, name, line }) => `${line} ${kind} ${name}`,
  );

describe('options', () => {
  it('are flags and commands of every common library', async () => {
    const text = [
      "parser.add_argument('-b', '--batch-size', type=int)",
      '# parser.add_argument("--gone")',
      '@click.option("--lr", default=0.1)',
      'flags.DEFINE_float("dropout", 0.1, "share")',
      'def train(alpha: float = typer.Option(0.3)): ...',
      '@cli.command()',
      'def evaluate(model): ...',
      'sub.add_parser("benchmark")',
      'rate = float(os.environ.get("LEARNING_RATE", "0.1"))',
      '@hydra.main(version_base=None)',
    ].join('\n');
    expect(await optionsIn('train.py', text)).toEqual([
      '1 flag b',
      '1 flag batch-size',
      '3 flag lr',
      '4 flag dropout',
      '5 flag alpha',
      '8 command benchmark',
      '6 command evaluate',
      '9 environment LEARNING_RATE',
      '10 framework hydra.main',
    ]);
  });

  it('are constants of a settings module and fields of a settings class', async () => {
    expect(await optionsIn('churn/config.py', 'BATCH_SIZE = 64\nPARAMS = {\n    "max_depth": 7,\n}\n')).toEqual([
      '1 module BATCH_SIZE',
      '2 module PARAMS',
      '3 module max_depth',
    ]);
    expect(await optionsIn('train.py', '@dataclass\nclass TrainConfig:\n    lr: float = 0.1\n\nepochs = 3\n')).toEqual([
      '3 module lr',
    ]);
    expect(await optionsIn('train.py', 'lr = 0.1\n')).toEqual([]);
  });

  it('are keys of settings files, but not of records', async () => {
    expect(await optionsIn('conf/train.yaml', 'optim:\n  lr: 0.1\n')).toEqual(['1 file optim', '2 file lr']);
    expect(await optionsIn('params.json', '{"max_depth": 7}')).toEqual(['1 file max_depth']);
    expect(options.matches('mlruns/0/params/config.yaml')).toBe(false);
    expect(options.matches('.github/workflows/config.yml')).toBe(false);
    expect(options.matches('experiments/train.py')).toBe(true);
    expect(await optionsIn('experiments/train.py', 'lr = 0.1\n')).toEqual([]);
  });

  it('stay quick on a line that never ends', async () => {
    for (const text of [
      'a'.repeat(500_000),
      'class Config'.repeat(50_000),
      `class ${'Config'.repeat(80_000)}`,
      '('.repeat(500_000),
      ' '.repeat(500_000),
    ])
      expect(await optionsIn('config.py', text)).toEqual([]);
  });
});

describe('hyper-parameters', () => {
  it.each([
    'lr',
    'learning-rate',
    'learningRate',
    'n_estimators',
    'max_depth',
    'num_epochs',
    'batchSize',
    'hidden_dim',
    'C',
    'weight_decay',
    'n_layer',
  ])('%s', (name) => {
    expect(isHyperParameter(name)).toBe(true);
  });
  it.each(['host', 'port', 'output_dir', 'input', 'log_level', 'name', 'bucket', 'verbose', 'data_path'])(
    'not %s',
    (name) => {
      expect(isHyperParameter(name)).toBe(false);
    },
  );
});
