import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes a picture of a page by Chromium: `chromium` in PATH, or what CHROMIUM names. Sizes are in pixels. */
export function screenshot(
  html: string,
  file: string,
  size: { readonly width: number; readonly height: number },
): void {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-picture-'));
  writeFileSync(join(folder, 'page.html'), `<!doctype html><meta charset="utf-8">${html}`);
  execFileSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--hide-scrollbars',
      '--force-device-scale-factor=1',
      `--window-size=${size.width},${size.height}`,
      `--screenshot=${file}`,
      `file://${join(folder, 'page.html')}`,
    ],
    { stdio: 'pipe' },
  );
  rmSync(folder, { recursive: true, force: true });
}
