import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Licences that allow shipping the code in an MIT package with a notice. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
]);

/**
 * The notices that go with a bundle made of the given modules: each package with version and the text of its licence.
 * @throws Error for a package whose licence is unknown or does not allow this
 */
export function notices(moduleIds: Iterable<string>): string {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const folder = packageFolder(id);
    if (folder !== null) folders.add(folder);
  }
  const packages = [...folders]
    .map(packageIn)
    .sort((a, b) => compare(`${a.name} ${a.version}`, `${b.name} ${b.version}`));
  const sections = packages.map(
    ({ name, version, licence, text }) =>
      `## ${name} ${version}\n\nLicence: ${licence}\n\n\`\`\`\`\n${text}\n\`\`\`\`\n`,
  );
  return `# Third-party notices\n\nmlready contains code of these packages.\n\n${sections.join('\n')}`;
}

function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/[?#].*$/, '');
  if (!path.includes(`node_modules${sep}`)) return null;
  const end = path.lastIndexOf(`node_modules${sep}`) + `node_modules${sep}`.length;
  const parts = path.slice(end).split(sep);
  return path.slice(0, end) + parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join(sep);
}

function packageIn(folder: string): Package {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const licence = manifest.license ?? 'none';
  const names = licence.replace(/[()]/g, '').split(/ OR | AND /);
  if (!names.some((name) => ALLOWED.has(name))) {
    throw new Error(`${manifest.name} is under the licence "${licence}", which must not be bundled`);
  }
  return { name: manifest.name, version: manifest.version, licence, text: licenceText(folder, manifest.name, licence) };
}

function licenceText(folder: string, name: string, licence: string): string {
  const file = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(entry))
    .sort()[0];
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = join(folder, 'README.md');
  const section = existsSync(readme)
    ? /^#+ *licen[cs]e.*$([\s\S]*)/im.exec(readFileSync(readme, 'utf8'))?.[1]?.trim()
    : undefined;
  return section === undefined || section === '' ? `${name} comes without a licence text; it is ${licence}.` : section;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
