import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acme, type Dashboard, startDashboard } from './dashboard.ts';
import { nameOf } from './invented.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = existsSync(executablePath) ? '' : ` SKIPPED: there is no ${executablePath}`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const paths = [
  '/',
  '/orgs/acme',
  '/orgs/acme/practices',
  '/orgs/acme/rules',
  '/orgs/acme/rules/training/seeds',
  '/orgs/acme/administration',
  `/repos/acme/${nameOf(4)}`,
];

describe.skipIf(missing !== '')(`in a browser${missing}`, () => {
  let dashboard: Dashboard;
  let browser: Browser;

  beforeAll(async () => {
    dashboard = await startDashboard(120, { audits: 6, clientAddress: () => String(Math.random()) });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser?.close();
    await dashboard?.close();
  });

  /** A fresh browser window before which the owner sits, or somebody else. */
  const open = async (options: BrowserContextOptions = {}, user = dashboard.owner): Promise<Page> => {
    dashboard.github.signsIn = user;
    const context = await browser.newContext({ baseURL: dashboard.url, ...options });
    return await context.newPage();
  };
  const signedIn = async (options: BrowserContextOptions = {}, user = dashboard.owner): Promise<Page> => {
    const page = await open(options, user);
    await page.goto('/sign-in/github');
    return page;
  };
  const names = (page: Page) => page.locator('table.repositories tbody th a').allTextContents();

  it('signs in, comes back to where one was, and signs out', async () => {
    const page = await open();
    await page.goto('/orgs/acme/practices');
    await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
    expect(new URL(page.url()).pathname).toBe('/orgs/acme/practices');
    expect(await page.getByRole('heading', { name: 'Adoption of each practice' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('/orgs/acme');
    expect(await page.getByRole('heading', { name: 'Sign in' }).isVisible()).toBe(true);
  });

  it('shows a person without access that there is nothing, and no name', async () => {
    const page = await signedIn({}, { id: 99, login: 'eve', reads: new Map(), administers: [] });
    for (const path of paths.slice(1)) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(404);
      expect(await page.title()).toBe('Not found · mlready');
    }
    await page.goto('/');
    expect(await page.locator('main').textContent()).not.toContain('acme');
  });

  it('sorts by the heads of the columns, in both directions', async () => {
    const page = await signedIn();
    await page.goto('/orgs/acme');
    const scores = async () =>
      (await page.locator('table.repositories tbody td:nth-child(3)').allTextContents())
        .map(Number)
        .filter(Number.isFinite);
    await page.getByRole('columnheader', { name: 'Score' }).getByRole('link').click();
    expect(await page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe('descending');
    const down = await scores();
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    await page.getByRole('columnheader', { name: 'Score' }).getByRole('link').click();
    expect(await page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe('ascending');
    const up = await scores();
    expect(up).toEqual(up.toSorted((a, b) => a - b));
  });

  it('searches and filters, keeps the order, and takes it back', async () => {
    const page = await signedIn();
    await page.goto('/orgs/acme?sort=score');
    await page.getByLabel('Search').fill('detector');
    await page.getByLabel('Grade', { exact: true }).selectOption('C');
    await page.getByRole('button', { name: 'Show' }).click();
    const url = new URL(page.url());
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ q: 'detector', grade: 'C', sort: 'score' });
    const found = await names(page);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((name) => name.includes('detector'))).toBe(true);
    await page.getByRole('link', { name: 'Show all' }).click();
    expect(await names(page)).toHaveLength(50);
  });

  it('leads through the pages of the list', async () => {
    const page = await signedIn();
    await page.goto('/orgs/acme');
    const first = await names(page);
    await page.getByRole('link', { name: 'Next' }).click();
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
    const second = await names(page);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await page.getByRole('link', { name: 'Page 3' }).click();
    expect(await names(page)).toHaveLength(19);
    await page.getByRole('link', { name: 'Previous' }).click();
    expect(await names(page)).toEqual(second);
  });

  it('shows the history, and leads to an audit of the past and back', async () => {
    const page = await signedIn();
    await page.goto(`/repos/acme/${nameOf(4)}`);
    const points = page.locator('svg.history a.point');
    expect(await points.count()).toBe(6);
    await points.first().click();
    expect(new URL(page.url()).pathname).toMatch(/\/audits\/\d+$/);
    await page.getByRole('link', { name: 'To the latest' }).click();
    expect(new URL(page.url()).pathname).toBe(`/repos/acme/${nameOf(4)}`);
    const place = page.locator('a.place').first();
    expect(await place.getAttribute('href')).toMatch(/\/blob\/[0-9a-f]{40}\//);
  });

  it('is dark where the system is, and as one chooses, on the next page, too', async () => {
    const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor') as Promise<string>;
    const page = await signedIn({ colorScheme: 'dark' });
    await page.goto('/orgs/acme');
    const dark = await ground(page);
    expect(dark).toBe('rgb(19, 21, 24)');
    await page.getByRole('button', { name: 'Light' }).click();
    expect(new URL(page.url()).pathname).toBe('/orgs/acme');
    expect(await ground(page)).not.toBe(dark);
    await page.goto('/orgs/acme/rules');
    expect(await ground(page)).not.toBe(dark);
    expect(await page.getByRole('button', { name: 'Light' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'System' }).click();
    expect(await ground(page)).toBe(dark);
  });

  it('is usable by keyboard alone, and shows where one is', async () => {
    const page = await signedIn();
    await page.goto('/orgs/acme');
    const focused = () => page.evaluate('document.activeElement.textContent.trim()');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Repositories');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/practices');
    for (let count = 0; count < 40 && !(await page.evaluate('document.activeElement.matches("summary")')); count += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    expect(await page.locator('.practices details[open]').count()).toBe(1);
  });

  it('fits a phone without scrolling sideways', async () => {
    const page = await signedIn({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const path of paths) {
      await page.goto(path);
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(over, path).toBe(0);
    }
  });

  it('is complete without JavaScript', async () => {
    const page = await signedIn({ javaScriptEnabled: false });
    await page.goto('/orgs/acme?q=detector');
    expect((await names(page)).length).toBeGreaterThan(0);
  });

  it('lets an administrator run a failed job again', async () => {
    const failedAt = new Date('2026-11-20');
    dashboard.operations.dead = [
      { id: 'j', about: 'audit of acme/x#7', failedAt, problem: 'broke off', repositoryId: null },
    ];
    const page = await signedIn();
    await page.goto('/orgs/acme/administration');
    await page.getByRole('button', { name: 'Run again' }).click();
    expect(await page.getByText('No job has failed for good.').isVisible()).toBe(true);
    expect(await page.locator('table.log tbody tr').first().textContent()).toContain('run again audit of acme/x#7');
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each([...paths, '/sign-in', '/nothing'])(
      'axe finds nothing serious on %s, and the policy nothing to refuse',
      async (path) => {
        const refused: string[] = [];
        const page =
          path === '/sign-in' ? await open({ colorScheme, bypassCSP: false }) : await signedIn({ colorScheme });
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('404')) refused.push(message.text());
        });
        await page.goto(path);
        expect(refused).toEqual([]);
        await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
        await page.evaluate(axe);
        const { violations, passes } = (await page.evaluate('axe.run()')) as {
          passes: unknown[];
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
        };
        const serious = violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
        expect(serious).toEqual([]);
        expect(passes.length).toBeGreaterThan(10);
        await page.context().close();
      },
    );
  });

  it('looks the same to an organisation of nothing and of one', async () => {
    for (const count of [0, 1]) {
      const small = await startDashboard(count);
      const context = await browser.newContext({ baseURL: small.url });
      const page = await context.newPage();
      small.github.signsIn = small.owner;
      await page.goto('/sign-in/github');
      await page.goto('/orgs/acme');
      expect(await page.getByRole('heading', { name: acme.account.login }).isVisible()).toBe(true);
      expect(await page.locator('table.repositories tbody tr').count()).toBe(count);
      await small.close();
    }
  });
});
