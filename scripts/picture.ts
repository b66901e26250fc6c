import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { screenshot } from './chromium.ts';
import { root } from './rule-book.ts';

/**
 * Takes the picture of a report for the README: `npx tsx scripts/picture.ts`. Needs Chromium, by default
 * `chromium` in PATH or what CHROMIUM names. By hand, since a picture is no part of a build.
 */
const lines = 46;
const ansi = execFileSync('node', [join(root, 'dist/cli.js'), 'fixtures/sample', '--date', '2026-11-21'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', COLUMNS: '100' },
});
const colours: Readonly<Record<string, string>> = {
  '1': 'font-weight:700',
  '2': 'color:#8b949e',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#e3b341',
  '36': 'color:#79c0ff',
};
const html = ansi
  .split('\n')
  .slice(0, lines)
  .join('\n')
  .replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  .replace(/\u001b\[(\d+)m/g, (_, code: string) => (code in colours ? `<span style="${colours[code]}">` : '</span>'));
screenshot(
  `<body style="margin:0;background:#0d1117;color:#e6edf3"><pre style="font:15px/1.45 'DejaVu Sans Mono',monospace;padding:24px">$ npx mlready .\n\n${html}\n`,
  join(root, 'docs/report.png'),
  { width: 1000, height: (lines + 5) * 22 },
);
