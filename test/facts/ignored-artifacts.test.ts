import { describe, expect, it } from 'vitest';
import { ignoresArtifacts } from '../../src/facts/ignored-artifacts.ts';

describe('patterns that keep artifacts out of Git', () => {
  it.each([
    'data/',
    '/data/raw/*',
    '*.csv',
    '**/*.ckpt*',
    'mlruns',
    'wandb/',
    'lightning_logs/',
    'saved_models/',
    'outputs',
    'tb_logs/',
    '*',
    'src/features/cache_data/',
  ])('takes %s for one', (pattern) => {
    expect(ignoresArtifacts(pattern, '.gitignore')).toBe(true);
  });

  it.each([
    '__pycache__/',
    '*.py[cod]',
    'build/',
    '.ipynb_checkpoints',
    '*.log',
    'db.sqlite3',
    'docs/_build/',
    '.idea/dataSources/',
    'Thumbs.db',
    '!data/',
    'share/python-wheels/',
    'metadata.txt',
    '/site',
  ])('does not take %s for one', (pattern) => {
    expect(ignoresArtifacts(pattern, '.gitignore')).toBe(false);
  });

  it('needs only a star, or one name, in a folder of data', () => {
    expect(ignoresArtifacts('*', 'checkpoints/.gitignore')).toBe(true);
    expect(ignoresArtifacts('/raw.xml', 'data/.gitignore')).toBe(true);
    expect(ignoresArtifacts('__pycache__/', 'src/models/.gitignore')).toBe(false);
  });
});
