import { raw, html as template } from 'hono/html';
import type { Report } from '../model.ts';
import { Document } from './html/document.tsx';
import { line } from './neutral.ts';
import type { Link } from './sections.ts';

export interface HtmlOptions {
  /** The style sheet, which the page carries. */
  readonly style: string;
  readonly link?: Link;
  /** Where to read more on a rule. */
  readonly ruleLink?: (id: string) => string | null;
}

/** The report as one page that needs nothing else: no script, no font, no address to be fetched. */
export function html(report: Report, { style, link = () => null, ruleLink = () => null }: HtmlOptions): string {
  const title = `${line(report.name)}${report.grade === null ? '' : `: ${report.grade}`} · mlready`;
  return String(template`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
${raw(style)}
</style>
</head>
<body>
${<Document report={report} link={link} ruleLink={ruleLink} />}
</body>
</html>
`);
}
