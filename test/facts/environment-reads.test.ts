import { describe, expect, it } from 'vitest';
import { environmentReads, isOwnVariable } from '../../src/facts/environment-reads.ts';
import { read } from './support.ts';

const names = async (path: string, text: string) =>
  (await read(environmentReads, path, text)).value.map(({ name, at }) => `${name}:${at.line}`);

describe('variables that code reads', () => {
  it('of Python, by every usual call, neither set nor in strings and comments', async () => {
    const text = `import os
from os import environ, getenv

"""os.environ["DOC"]"""
key = os.environ["API_KEY"]
url = os.environ.get( 'API_URL', "x")
os.environ["CACHE"] = "c"
# os.getenv("COMMENT")
print("os.getenv('TEXT')")
if os.environ["MODE"] == "fast" and "FLAG" in os.environ:
    getenv("REGION")
`;
    expect(await names('a.py', text)).toEqual(['API_KEY:5', 'API_URL:6', 'MODE:10', 'FLAG:10', 'REGION:11']);
  });

  it('of classes that pydantic fills', async () => {
    const text = `from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Attributes:
        key: the key
    """
    model_config = SettingsConfigDict(env_file=".env")
    api_key: str
    timeout: int = 3


other: int = 1
`;
    expect(await names('settings.py', text)).toEqual(['API_KEY:9', 'TIMEOUT:10']);
  });

  it('of TypeScript', async () => {
    const text =
      "const a = process.env.API_URL ?? '';\nprocess.env.SET = '1';\n// process.env.NO\nexport const b = import.meta.env['VITE_KEY'];\n";
    expect(await names('app.ts', text)).toEqual(['API_URL:1', 'VITE_KEY:4']);
  });

  it('tells its own from those of others', () => {
    expect(['OPENAI_API_KEY', 'HF_TOKEN', 'MLFLOW_TRACKING_URI', 'DATABASE_URL'].every(isOwnVariable)).toBe(true);
    expect(
      ['HOME', 'CI', 'CUDA_VISIBLE_DEVICES', 'LOCAL_RANK', 'HF_HOME', 'OMP_NUM_THREADS', 'NODE_ENV'].some(
        isOwnVariable,
      ),
    ).toBe(false);
  });

  it('ends soon over one long line', async () => {
    expect(await names('a.py', `'${'\\'.repeat(400_000)}`)).toEqual([]);
    expect(await names('a.py', 'environ['.repeat(100_000))).toEqual([]);
    expect(await names('a.py', `class A(BaseSettings):\n${'    a: int\n'.repeat(50_000)}`)).toHaveLength(50_000);
    expect(await names('a.py', 'class A(BaseSettings):\n'.repeat(20_000))).toEqual([]);
  }, 20_000);
});
