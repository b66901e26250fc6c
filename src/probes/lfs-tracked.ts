import { attributes, attributesOf } from '../facts/attributes.ts';
import { lfs } from '../facts/lfs.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const lfsTracked: Probe<Options> = {
  about: 'files in Git LFS: pointers, and attributes that send at least one file there',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: lfs }, { reader: attributes }],
  run: (facts) => {
    const rules = attributesOf(facts);
    const sending = new Map<string, { path: string; line: number }>();
    if (rules.lfs.length > 0) {
      for (const { path, kind } of facts.files) {
        if (kind !== 'file' && kind !== 'executable') continue;
        const filter = rules.of(path, 'filter');
        if (filter?.value === 'lfs') sending.set(`${filter.path}:${filter.line}`, filter);
      }
    }
    return {
      seen: [
        ...facts.documents(lfs).map(({ path }) => finding(path, null, 'is a Git LFS pointer')),
        ...[...sending.values()].map(({ path, line }) => finding(path, { line, column: 1 }, 'sends files to Git LFS')),
      ],
    };
  },
};
