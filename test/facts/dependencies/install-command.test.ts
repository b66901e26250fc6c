import { describe, expect, it } from 'vitest';
import { installedBy } from '../../../src/facts/dependencies/install-command.ts';

const names = (script: string) =>
  installedBy(script).map(({ name, pinned, variable, local }) =>
    local ? 'local' : variable ? 'variable' : `${name}${pinned ? '!' : ''}`,
  );

describe('what a command installs', () => {
  it.each([
    ['!pip install -q shap==0.46.0 "lime>=0.2"', ['shap!', 'lime']],
    ['%pip install -r requirements.txt --extra-index-url https://download.pytorch.org/whl/cu121 torch', ['torch']],
    ['python -m pip install -e . && pip3 install ./wheels/a-1.0-py3-none-any.whl', ['local', 'a!']],
    ['conda install -y -c conda-forge lightgbm=4.5.0 numpy', ['lightgbm!', 'numpy']],
    ['conda create -n ml python=3.11 pandas', ['python', 'pandas']],
    ['uv add torch; uv pip install "numpy<2"', ['torch', 'numpy']],
    ['pip install git+https://github.com/openai/CLIP.git', ['clip']],
    ['pip install {package} $NAME', ['variable', 'variable']],
    ['# pip install torch', []],
    ['echo pip install torch', []],
    ['pip list', []],
  ])('%s', (script, expected) => {
    expect(names(script)).toEqual(expected);
  });
});
