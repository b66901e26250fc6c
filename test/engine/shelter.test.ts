import { expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { ownBook, reportOn } from './support.ts';

const book = ownBook();
/** Put together here, so that no scanner takes this file for a leak. */
const token = ['hf', 'QvLpZtRwYxKcNbMjHgFdSaPoIuYtReWqLk'].join('_');

it.each(['legacy', 'vendor', 'data'])(
  'credentials are found in %s, which counts for nothing else, and never shown',
  async (folder) => {
    const tree = {
      'train.py': 'import torch\n',
      '.gitattributes': 'data/* linguist-vendored\n',
      [`${folder}/login.py`]: `login(token="${token}")\n`,
      [`${folder}/release.p12`]: new Uint8Array([0x30, 0x82, 0, 0]),
    };
    const report = await reportOn(tree, book, { ...defaultConfig, ignore: ['legacy/'] });
    const failing = report.rules.filter(({ id, verdict }) => id.startsWith('security/') && verdict === 'fail');
    expect(failing.map(({ id, findings }) => [id, findings[0]?.path])).toEqual([
      ['security/no-secret-files', `${folder}/release.p12`],
      ['security/no-secrets', `${folder}/login.py`],
    ]);
    expect(report.grade).not.toBe('A');
    expect(JSON.stringify(report)).not.toContain(token.slice(3));
  },
);
