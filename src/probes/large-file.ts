import { artifactKind } from '../facts/artifacts.ts';
import { finding } from '../finding.ts';
import type { FileEntry, Finding, Probe, Unread } from '../model.ts';

interface Options {
  readonly threshold: number;
}

export const largeFile: Probe<Options> = {
  about: 'data and model files whose content in Git is above a threshold; LFS pointers are small',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['threshold'],
    properties: { threshold: { type: 'integer', minimum: 1, description: 'Bytes; 1 MB is 1,000,000 bytes.' } },
  },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [],
  run: (facts, { threshold }) => {
    const seen: Finding[] = [];
    const unread: Unread[] = [];
    for (const entry of facts.files) {
      if (!isArtifact(entry)) continue;
      if (entry.size === null) unread.push({ path: entry.path, line: null, reason: 'its size is not known' });
      else if (entry.size > threshold) seen.push(finding(entry.path, null, `${megabytes(entry.size)} MB in plain Git`));
    }
    return { seen, unread };
  },
};

function isArtifact({ path, kind, tracked }: FileEntry): boolean {
  return tracked && (kind === 'file' || kind === 'executable') && artifactKind(path) !== null;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
