import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../surface/exit.ts';
import { print, reasonOf } from '../surface/output.ts';

/** `mlready init [folder]`. Never overwrites. @throws UsageError */
export async function init(folder: string): Promise<void> {
  const file = join(folder, '.mlready.yml');
  const other = join(folder, '.mlready.yaml');
  if (existsSync(other)) throw new UsageError(`${other} exists already, nothing was written`);
  try {
    writeFileSync(file, template, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`${file} exists already, nothing was written`);
    }
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`);
  }
  await print(`wrote ${file}\n`);
}

/** Everything is commented out: as written it changes nothing. */
export const template = `# Configuration of mlready. Everything here is optional; "mlready rules" lists the rules.

# Who the repository is for: portfolio, research, service or library. Guessed where absent.
# profile: service

# How much a rule counts here: high, medium, low or off.
# severities:
#   data/versioned: low

# Paths that are no evidence, neither for nor against.
# ignore:
#   - legacy/
#   - "**/*_generated.py"

# The one number of a rule that has one.
# thresholds:
#   environment/pinned: 0.8

# Files above these sizes are not read, and what depends on them is unknown.
# limits:
#   text: 1 MiB
#   lock: 20 MiB
#   notebook: 50 MiB

# What does not count although a rule finds it: in some files, or (without a path) as a whole. The reason is required
# and shown in every report. At a line of code: "# mlready: ignore[data/versioned] reason", there or alone above it.
# waivers:
#   - rule: training/seeds
#     path: scripts/sweep/
#     reason: Chance is what these scripts measure.
#     expires: 2030-12-31

# Items of published lists that are met though no rule can see it; "mlready crosswalk --to ml-test-score" lists them.
# attestations:
#   - item: ml-test-score/model-2
#     reason: Click rates are compared with AUC after each release, see docs/releases.md.
#     by: Ada
#     expires: 2030-12-31

# Folders with rules of your own, relative to this file; "mlready test FOLDER" runs their examples.
# rules:
#   - .mlready/rules
`;
