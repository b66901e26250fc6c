import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { auditSource } from '../../src/engine.ts';
import { probes } from '../../src/probes/index.ts';
import { markdown } from '../../src/report/markdown.ts';
import { folderSource } from '../../src/source/folder.ts';
import { date, ownBook } from './support.ts';

const folder = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const book = ownBook();

describe('whole small repositories give the report beside them', () => {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(names.map(({ name }) => name))('%s', async (name) => {
    const source = folderSource(folder + name, name);
    const report = await auditSource(source, book, defaultConfig, { date, version: '0.0.0', probes });
    await source.close();
    const page = markdown(report, {});
    expect(page.split('\n').length).toBeLessThan(600);
    await expect(page).toMatchFileSnapshot(`${folder}${name}.md`);
  });
});
