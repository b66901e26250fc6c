import { readFileSync } from 'node:fs';
import { styleFolder, styleNames } from '../src/report/html/style.ts';

/** The style sheet of the HTML report as one text. */
export function reportStyle(): string {
  return styleNames.map((name) => readFileSync(new URL(`${name}.css`, styleFolder), 'utf8')).join('\n');
}
