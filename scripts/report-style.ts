import { readFileSync } from 'node:fs';
import { root } from './rule-book.ts';

/** In the order in which they override each other. */
const sheets = ['base', 'grades', 'report', 'share', 'narrow'];

/** The style sheet of the HTML report as one text. */
export function reportStyle(): string {
  return sheets.map((name) => readFileSync(`${root}src/report/html/style/${name}.css`, 'utf8')).join('\n');
}
