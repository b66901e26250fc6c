import type { FileText, Parsed, Reader } from '../../model.ts';
import { readCondaMeta } from './conda-meta.ts';
import { readDescription } from './description.ts';
import { readEnvironment } from './environment.ts';
import { readJuliaProject } from './julia-project.ts';
import type { Manifest } from './model.ts';
import { readPackageJson } from './package-json.ts';
import { readPipfile } from './pipfile.ts';
import { readPixi } from './pixi.ts';
import { readPyproject } from './pyproject.ts';
import { readRequirements } from './requirements.ts';
import { isRequirementsPath } from './requirements-path.ts';
import { setupManifest } from './setup.ts';
import { readSetupCfg } from './setup-cfg.ts';

type Read = (file: FileText) => Parsed<Manifest> | null | Promise<Parsed<Manifest> | null>;

async function readSetup(file: FileText): Promise<Parsed<Manifest> | null> {
  const { python } = await import('../python/reader.ts');
  const parsed = await python.parse(file);
  const found = parsed && setupManifest(parsed.value);
  return found && { ...found, gaps: parsed.gaps ?? [] };
}

const named: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['pyproject.toml', readPyproject],
  ['setup.cfg', readSetupCfg],
  ['setup.py', readSetup],
  ['Pipfile', readPipfile],
  ['pixi.toml', readPixi],
  ['package.json', readPackageJson],
  ['meta.yaml', readCondaMeta],
  ['meta.yml', readCondaMeta],
  ['recipe.yaml', readCondaMeta],
  ['DESCRIPTION', readDescription],
  ['Project.toml', readJuliaProject],
  ['JuliaProject.toml', readJuliaProject],
]);

function isEnvironmentPath(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (!/\.ya?ml$/i.test(base) || /conda-lock/i.test(base)) return false;
  return (
    /(?:^|[-_.])(?:environment|conda|env)(?:[-_.]|\d)/i.test(base) || /(?:^|\/)conda(?:[-_]envs?)?\/[^/]*$/i.test(path)
  );
}

function readerOf(path: string): Read | null {
  const exact = named.get(path.slice(path.lastIndexOf('/') + 1));
  if (exact) return exact;
  if (isRequirementsPath(path)) return readRequirements;
  return isEnvironmentPath(path) ? readEnvironment : null;
}

/**
 * Declared dependencies, whatever kind of file they stand in. A path of unknown kind is one that another manifest
 * includes, hence a requirements file.
 */
export const manifest: Reader<Manifest> = {
  kind: 'manifest',
  cap: 'text',
  matches: (path) => readerOf(path) !== null,
  parse: (file) => (readerOf(file.path) ?? readRequirements)(file),
};
