import { manifest } from '../facts/dependencies/manifest.ts';
import { pythonLines } from '../facts/environment/python-version.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const classifier = /^Programming Language :: Python :: (?:2\.7|3\.\d+)/;

export const pythonVersion: Probe<Options> = {
  about: 'statements of the Python version: in manifests, version files, images, CI, settings and docs',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs', 'examples'],
  needs: () => [{ reader: manifest }, { reader: pythonLines, needles: ['ython', 'YTHON', 'py2', 'py3', '3.', '2.7'] }],
  run: (facts) => {
    const seen: Finding[] = [];
    for (const { path, value } of facts.documents(manifest)) {
      const line =
        value.python?.line ??
        (value.package?.classifiers.some((one) => classifier.test(one)) ? value.package.line : null);
      if (line !== null && line !== undefined)
        seen.push(finding(path, { line, column: 1 }, 'states the Python version'));
    }
    for (const { path, value } of facts.documents(pythonLines)) {
      for (const { line } of value) seen.push(finding(path, { line, column: 1 }, 'states the Python version'));
    }
    return { seen };
  },
};
