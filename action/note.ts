import { createHash } from 'node:crypto';
import type { Note } from '../src/github/sticky-comment.ts';
import { comparisonMarkdown } from '../src/report/comparison/markdown.ts';
import { markdown } from '../src/report/markdown.ts';
import type { Link } from '../src/report/sections.ts';
import type { Inputs } from './inputs.ts';
import type { Judged } from './judge.ts';

/** Below GitHub's 65,536, with room for the marker. */
const LONGEST_NOTE = 60_000;
/** A job summary has 1 MiB a step; a character has at most three bytes here. */
const LONGEST_SUMMARY = 300_000;

type Wanted = Pick<Inputs, 'path' | 'name'>;

/** The comment. Its digest stands for everything that it says but links, commits and version. */
export function noteOf(judged: Judged, link: Link, inputs: Wanted): Note {
  const body = textOf(judged, link, inputs, LONGEST_NOTE);
  const said = textOf(judged, () => null, inputs, LONGEST_NOTE).replace(/<sub>[^\n]*<\/sub>\n$/, '');
  return { name: inputs.name, body, digest: createHash('sha256').update(said).digest('hex').slice(0, 16) };
}

/** The same at the length of a job summary. */
export function summaryOf(judged: Judged, link: Link, inputs: Wanted): string {
  return textOf(judged, link, inputs, LONGEST_SUMMARY);
}

/** Whether the change did anything to a practice; a first audit is news, too. */
export function isNews({ comparison }: Judged): boolean {
  return comparison === null || comparison.rules.some(({ change }) => change !== 'stays' && change !== 'other');
}

function textOf({ report, comparison }: Judged, link: Link, { name, path }: Wanted, maxLength: number): string {
  const options = { link, maxLength, subject: name || undefined };
  return comparison === null ? markdown(report, options) : comparisonMarkdown(comparison, report, { ...options, path });
}
