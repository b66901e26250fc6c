import { describe, expect, test } from 'vitest';
import { find, readManifest, summary } from './read.ts';

const read = (text: string, path = 'requirements.txt') => readManifest(path, text);

describe('requirements files', () => {
  test('names, versions, extras, markers and comments', async () => {
    const found = await read(
      [
        '# training',
        'Torch==2.1.0+cu118',
        'scikit_learn ~= 1.4.2   # patch releases only',
        'numpy>=1.21, <2 ; python_version < "3.12"',
        'ray[tune, air]==2.7.0',
        '',
        'pandas',
        'uvicorn[standard]',
      ].join('\n'),
    );
    expect(summary(found)).toEqual([
      '2 torch==2.1.0+cu118 !',
      '3 scikit-learn~=1.4.2 !',
      '4 numpy>=1.21,<2',
      '5 ray==2.7.0 !',
      '7 pandas',
      '8 uvicorn',
    ]);
    expect(find(found, 'numpy').marker).toBe('python_version < "3.12"');
    expect(find(found, 'ray').extras).toEqual(['tune', 'air']);
    expect(found).toMatchObject({ kind: 'requirements', complete: true, compiled: false });
  });

  test.each([
    ['a==1.2', true],
    ['a===1.2', true],
    ['a==1.2; python_version<"3.8"', true],
    ['a==1!2.0', true],
    ['a~=1.4.2', true],
    ['a==1.2.*', false],
    ['a~=1.4', false],
    ['a>=1.2', false],
    ['a<=1.2', false],
    ['a!=1.2', false],
    ['a', false],
    ['a @ https://example.org/a-1.2-py3-none-any.whl', true],
    ['a @ git+https://github.com/o/a@v1.2.0', true],
    ['a @ git+https://github.com/o/a@0123456789abcdef0123456789abcdef01234567', true],
    ['a @ git+https://github.com/o/a@main', false],
    ['a @ git+https://github.com/o/a', false],
    ['a @ https://github.com/o/a/archive/master.zip', false],
    ['a @ file:///home/conda/feedstock_root/build_artifacts/a_1617/work', false],
    ['./wheels/a-1.2-py3-none-any.whl', true],
  ])('%s is pinned: %s', async (line, pinned) => {
    const found = await read(line);
    expect(found.dependencies).toHaveLength(1);
    expect(found.dependencies[0]).toMatchObject({ name: 'a', pinned });
  });

  test('hashes stand on continued lines', async () => {
    const found = await read(
      ['numpy==1.26.4 \\', '    --hash=sha256:aa \\', '    --hash=sha256:bb', 'six==1.16.0 --hash=sha256:cc', ''].join(
        '\r\n',
      ),
    );
    expect(summary(found)).toEqual(['1 numpy==1.26.4 !', '4 six==1.16.0 !']);
    expect(found.dependencies.every((dependency) => dependency.hashed)).toBe(true);
    expect(found.compiled).toBe(true);
  });

  test('a comment ends a continued line, and # within a word is none', async () => {
    const found = await read('a==1.0 \\\n# note\nb @ git+https://github.com/o/b@v2#egg=b\n');
    expect(summary(found)).toEqual(['1 a==1.0 !', '3 b !']);
  });

  test('other files are included relative to this one, also for constraints', async () => {
    const found = await read(
      '-r base.txt\n--requirement=../common.in\n-c pins/constraints.txt\n-rmore.txt\n-r base.txt\n-r "with blank.txt"\n',
      'requirements/dev.txt',
    );
    expect(found.includes).toEqual([
      'requirements/base.txt',
      'common.in',
      'requirements/pins/constraints.txt',
      'requirements/more.txt',
      'requirements/with blank.txt',
    ]);
    expect(found.complete).toBe(true);
  });

  test.each(['-r ../../secret.txt', '-r /etc/requirements.txt', '-r https://example.org/r.txt', `-r \${HOME}/r.txt`])(
    '%s leads out of the repository',
    async (line) => {
      expect(await read(line)).toMatchObject({ includes: [], complete: false });
    },
  );

  test('editable and direct references', async () => {
    const found = await read(
      [
        '-e .',
        '-e .[dev]',
        '.',
        '--editable ./libs/core',
        '-e git+https://github.com/openai/CLIP.git#egg=clip[all]',
        'git+ssh://git@github.com/facebookresearch/detectron2.git@v0.6',
        'https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.0.0/en_core_web_sm-3.0.0.tar.gz',
      ].join('\n'),
    );
    expect(found.dependencies.map(({ name, pinned, extras }) => ({ name, pinned, extras }))).toEqual([
      { name: 'clip', pinned: false, extras: ['all'] },
      { name: 'detectron2', pinned: true, extras: [] },
      { name: 'en-core-web-sm', pinned: true, extras: [] },
    ]);
    expect(found.complete).toBe(true);
  });

  test('credentials of indexes and references are not kept', async () => {
    const parsed = await read(
      [
        '-i https://bob:hunter2@pypi.example.org/simple',
        '--extra-index-url=https://hunter2@example.org/simple',
        '-f https://example.org/hunter2/links --trusted-host hunter2.example.org',
        'a @ https://bob:hunter2@example.org/a-1.0.tar.gz?sig=hunter2',
        'b @ git+https://hunter2@github.com/o/b.git@v1.0#token=hunter2',
        'https://conda.example.com/t/hunter2/main/linux-64/c-1.0-0.conda',
        'd==1.0 --config-settings=key=hunter2',
        'e @ https://x hunter2',
      ].join('\n'),
    );
    expect(parsed.dependencies.map((dependency) => dependency.name)).toEqual(['a', 'b', 'c', 'd']);
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  test.each([
    ['pip-compile', '# This file is autogenerated by pip-compile with Python 3.11\nnumpy==1.26.4\n', true],
    ['uv', '# This file was autogenerated by uv via the following command:\nnumpy==1.26.4\n', true],
    ['comments', 'numpy==1.26.4\n    # via pandas\nsix==1.16.0  # via python-dateutil\n', true],
    ['pip freeze', 'certifi==2024.2.2\nidna==3.6\nnumpy==1.26.4\nsix==1.16.0\n', true],
    ['by hand', '# generated models are not in here\nnumpy==1.26.4\npandas==2.2.0\nsix==1.16.0\n', false],
    ['one remark', 'numpy==1.26.4\ntorch==2.1.0  # via conda if you can\npandas\n', false],
  ])('lists a whole tree: %s', async (_, text, compiled) => {
    expect((await read(text)).compiled).toBe(compiled);
  });

  test('the export of conda is understood', async () => {
    const found = await read(
      '# This file may be used to create an environment using:\n# platform: linux-64\n_libgcc_mutex=0.1=main\nnumpy=1.19.2=py38h54aff64_0\npython=3.8.5=h7579374_1\n',
    );
    expect(found).toMatchObject({ compiled: true, complete: true, python: { specifier: '==3.8.5', line: 5 } });
    expect(find(found, 'numpy')).toMatchObject({ ecosystem: 'conda', pinned: true });
  });

  test('what pip would refuse leaves the list incomplete', async () => {
    const found = await read('numpy==1.26.4\n<<<<<<< HEAD\nthis is prose\n{{ cookiecutter.extra }}\npandas==2.2.0\n');
    expect(summary(found)).toEqual(['1 numpy==1.26.4 !', '5 pandas==2.2.0 !']);
    expect(found.complete).toBe(false);
  });

  test.each([
    ['requirements-dev.txt', 'dev', 'dev'],
    ['dev-requirements.txt', 'dev', 'dev'],
    ['requirements_test.in', 'dev', 'test'],
    ['requirements/lint.txt', 'dev', 'lint'],
    ['docs/requirements.txt', 'dev', 'docs'],
    ['requirements/base.txt', 'main', 'base'],
    ['requirements-gpu.txt', 'main', 'gpu'],
    ['requirements.txt', 'main', null],
  ])('%s is for %s', async (path, group, groupName) => {
    expect((await read('numpy', path)).dependencies[0]).toMatchObject({ group, groupName });
  });

  test('constraints declare nothing of their own kind', async () => {
    expect((await read('numpy==1.26.4', 'constraints-gpu.txt')).kind).toBe('constraints');
  });
});
