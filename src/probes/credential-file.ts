import { credentialFiles, keyStore } from '../facts/secrets/files.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const credentialFile: Probe<Options> = {
  about: 'files made for credentials that hold one',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: credentialFiles }],
  run: (facts) => ({
    seen: [
      ...facts
        .documents(credentialFiles)
        .filter(({ value }) => value.holdsCredential)
        .map(({ path, value }) =>
          finding(path, { line: value.line, column: 1 }, `${value.kind} with a credential`, value.confidence),
        ),
      // Nobody can look into one: in tests it is most likely made for them, elsewhere it holds a private key.
      // Of the whole tree, for what a configuration ignores is no shelter.
      ...[...facts.tree.values()]
        .filter(({ path, kind }) => (kind === 'file' || kind === 'executable') && keyStore(path) !== null)
        .map(({ path }) => finding(path, null, 'key store', facts.place(path) === 'tests' ? 'hint' : 'likely')),
    ],
  }),
};
