import { credentialFiles } from '../facts/secrets/files.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const credentialFile: Probe<Options> = {
  about: 'files made for credentials that hold one',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: credentialFiles }],
  run: (facts) => ({
    seen: facts
      .documents(credentialFiles)
      .filter(({ value }) => value.holdsCredential)
      .map(({ path, value }) =>
        finding(path, { line: value.line, column: 1 }, `${value.kind} with a credential`, value.confidence),
      ),
  }),
};
