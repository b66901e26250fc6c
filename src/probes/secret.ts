import { secrets } from '../facts/secrets/reader.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const secret: Probe<Options> = {
  about: 'credentials in any text file; what stands there is never shown',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: secrets }],
  run: (facts) => {
    const byPlace = new Map<string, Finding>();
    for (const { path, value } of facts.documents(secrets)) {
      for (const { kind, note, confidence, ...at } of value) {
        const message = note === undefined ? kind : `${kind} (${note})`;
        byPlace.set(
          `${path}\n${at.cell ?? ''}\n${at.line}\n${at.column}\n${kind}`,
          finding(path, at, message, confidence),
        );
      }
    }
    return { seen: [...byPlace.values()] };
  },
};
