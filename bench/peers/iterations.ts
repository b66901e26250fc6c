import { spawnSync } from 'node:child_process';
import { defaultConfig } from '../../src/defaults.ts';
import { auditSource } from '../../src/engine.ts';
import type { RuleBook } from '../../src/model.ts';
import { probes } from '../../src/probes/index.ts';
import { openSource } from '../../src/source/open.ts';

export const exampleProjects = 'bvobart/mllint-example-projects';

export interface Iteration {
  readonly branch: string;
  readonly score: number;
}

/**
 * The scores along the branches `1-1-basic`, `1-2-basic-dvc` … of https://github.com/bvobart/mllint-example-projects, in
 * each of which the project adopts one more practice. By one profile, for a guess that changes would not compare.
 */
export async function iterationsOf(place: string, book: RuleBook): Promise<readonly Iteration[]> {
  const listed = spawnSync('git', ['-C', place, 'for-each-ref', '--format=%(refname:short)', 'refs/heads/1-*'], {
    encoding: 'utf8',
  });
  const branches = listed.stdout
    .split('\n')
    .filter((branch) => branch !== '')
    .sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1]));
  const iterations: Iteration[] = [];
  for (const branch of branches) {
    const source = await openSource(place, { rev: branch });
    const config = { ...defaultConfig, profile: 'portfolio' as const };
    const report = await auditSource(source, book, config, { date: '2026-01-01', version: '0.0.0', probes });
    await source.close();
    iterations.push({ branch, score: report.score ?? 0 });
  }
  return iterations;
}
