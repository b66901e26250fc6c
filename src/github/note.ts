import { createHash } from 'node:crypto';
import { comparisonMarkdown } from '../report/comparison/markdown.ts';
import { markdown } from '../report/markdown.ts';
import type { Link } from '../report/sections.ts';
import type { Judged } from './judge.ts';
import type { Note } from './sticky-comment.ts';

/** Below GitHub's 65,536, with room for the marker. */
const LONGEST_NOTE = 60_000;
/** A job summary has 1 MiB a step; a character has at most three bytes here. */
const LONGEST_SUMMARY = 300_000;

/** What of a repository the note is about. */
export interface Shown {
  /** The judged folder; empty for the top of the repository. */
  readonly path: string;
  /** Tells several notes apart; empty where nothing needs to be told apart. */
  readonly name: string;
}

/** The comment. Its digest stands for everything that it says but links, commits and version. */
export function noteOf(judged: Judged, link: Link, inputs: Shown): Note {
  const body = textOf(judged, link, inputs, LONGEST_NOTE);
  const said = textOf(judged, () => null, inputs, LONGEST_NOTE).replace(/<sub>[^\n]*<\/sub>\n$/, '');
  return { name: inputs.name, body, digest: createHash('sha256').update(said).digest('hex').slice(0, 16) };
}

/** The same at the length of a job summary. */
export function summaryOf(judged: Judged, link: Link, inputs: Shown): string {
  return textOf(judged, link, inputs, LONGEST_SUMMARY);
}

/** Whether the change did anything to a practice; a first audit is news, too. */
export function isNews({ comparison }: Judged): boolean {
  return comparison === null || comparison.rules.some(({ change }) => change !== 'stays' && change !== 'other');
}

function textOf({ report, comparison }: Judged, link: Link, { name, path }: Shown, maxLength: number): string {
  const options = { link, maxLength, subject: name || undefined };
  return comparison === null ? markdown(report, options) : comparisonMarkdown(comparison, report, { ...options, path });
}
