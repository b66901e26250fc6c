import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { styleFolder } from '../../report/html/style.ts';
import type { Asset } from './web.ts';

const own = new URL('./style/', import.meta.url);
const of = (folder: URL, ...names: readonly string[]) => names.map((name) => new URL(`${name}.css`, folder));

/** In the order in which they override each other. */
const sheets = [
  ...of(styleFolder, 'base'),
  ...of(own, 'frame', 'controls'),
  ...of(styleFolder, 'grades'),
  ...of(own, 'organisation', 'tables', 'rules'),
  ...of(styleFolder, 'report', 'share'),
  ...of(own, 'charts'),
  ...of(styleFolder, 'report-narrow'),
  ...of(own, 'narrow'),
];

/** The style sheet, under a name that changes with it. */
export function styleSheet(): Asset {
  const body = sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n');
  return { path: `/assets/style.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.css`, body };
}

/** The mark of the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b6b7a"/><path d="M4 12V4.5l4 4.5 4-4.5V12" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
