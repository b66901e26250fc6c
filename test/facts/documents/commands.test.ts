import { describe, expect, it } from 'vitest';
import { installs, runs } from '../../../src/facts/documents/command-kinds.ts';
import { documentedCommands } from '../../../src/facts/documents/commands.ts';
import { pagesOf } from '../../../src/facts/documents/pages.ts';
import { markdown } from '../../../src/facts/markdown.ts';
import { tasks } from '../../../src/facts/tasks.ts';
import { factsFrom } from '../support.ts';

const words = (text: string) => text.split(' ');

describe('pages', () => {
  it('begin at the README and follow relative links, folders and full addresses', async () => {
    const facts = await factsFrom(
      {
        'README.md':
          '# A\n\n[set-up](docs/setup.md) [data](data) [old](https://github.com/ada/a/blob/main/docs/results.md)\n',
        'docs/setup.md': '# Set-up\n\n[more](start.md)\n',
        'docs/start.md': '# Start\n',
        'docs/results.md': '# Results\n',
        'docs/notes.md': '# Notes\n',
        'data/README.md': '# Data\n',
        'INSTALL.md': '# Install\n',
      },
      [markdown],
    );
    expect(pagesOf(facts).map(({ path, distance }) => [path, distance])).toEqual([
      ['README.md', 0],
      ['docs/setup.md', 1],
      ['data/README.md', 1],
      ['docs/results.md', 1],
      ['docs/start.md', 2],
      ['INSTALL.md', 9],
    ]);
  });
});

describe('documented commands', () => {
  it('are read from blocks, with prompts and continuations, and from sentences', async () => {
    const facts = await factsFrom(
      {
        'README.md': [
          '# A',
          '',
          'Run `python train.py --epochs 3`, then look at the plots.',
          '',
          '```console',
          '(venv) $ python3 \\',
          '    evaluate.py  # takes an hour',
          "it's done",
          '```',
          '',
          '```',
          '├── train.py',
          '└── make data',
          '```',
          '',
          '```python',
          'from a import b',
          '!pip install a',
          '```',
          '',
        ].join('\n'),
      },
      [markdown, tasks],
    );
    expect(documentedCommands(facts).map((one) => `${one.line} ${one.where}: ${one.words.join(' ')}`)).toEqual([
      '6 shell: python3 evaluate.py',
      '8 shell: its done',
      '18 block: pip install a',
      '3 prose: python train.py --epochs 3',
    ]);
  });
});

describe('kinds of commands', () => {
  it.each([
    'pip install -r requirements.txt',
    'python3.11 -m pip install .',
    'sudo apt-get install -y graphviz',
    'uv sync',
    'conda env create -f environment.yml',
    'docker compose up --build',
    'python setup.py develop',
    'bash scripts/install.sh',
    'make setup_cuda',
    'yarn',
  ])('%s installs', (text) => {
    expect(installs(words(text))).toBe(true);
  });

  it.each([
    'git clone https://example.com/a',
    'python train.py',
    'source .venv/bin/activate',
    'make train',
    'pip list',
    'conda activate a',
  ])('%s does not install', (text) => {
    expect(installs(words(text))).toBe(false);
  });

  it.each([
    'python train.py',
    'python -m churn.train',
    'uv run python -m churn',
    'streamlit run app.py',
    'make train',
    'dvc repro',
    './run.sh',
    'docker run -p 80:80 churn',
    'torchrun --nproc_per_node 8 train.py',
    'curl -X POST http://localhost/predict',
  ])('%s runs something', (text) => {
    expect(runs(words(text), false)).toBe(true);
  });

  it.each([
    'pip install churn',
    'cd churn',
    'python -m venv .venv',
    'python -m pytest',
    'docker build .',
    'conda env create',
    'make install',
    'python setup.py install',
    'dvc pull',
  ])('%s runs nothing of the project', (text) => {
    expect(runs(words(text), true)).toBe(false);
  });
});
