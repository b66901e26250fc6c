import type { Need, Reader } from '../../model.ts';
import { isDockerfile } from '../dockerfile.ts';
import { notebookOf } from '../notebook.ts';
import { nameOf } from '../patterns.ts';
import { installedBy } from './install-command.ts';
import { normalise } from './names.ts';
import { isRequirementsPath } from './requirements-path.ts';

const listed = /^(?:cog\.yaml|bentofile\.yaml|environment[^/]*\.ya?ml|Pipfile|pyproject\.toml)$/i;
const lists = [
  '*require*',
  'requirements/**',
  '**/requirements/**',
  'environment*.y*ml',
  'Pipfile',
  'pyproject.toml',
  'cog.yaml',
  'bentofile.yaml',
];
const command =
  /(?:pip[\d.]*["', ]{1,4}install|(?:conda|mamba|micromamba)[^\n]{0,60}?\b(?:install|create)|(?:uv|poetry|pdm|pixi)\s+add|pipenv\s+install|git\s+clone)\b/;

/**
 * Distributions that are named where people install them beside a manifest: install commands in scripts, images, CI, docs
 * and notebooks, lists of image builders, and lines of a manifest that are commented out because not everybody needs them.
 */
export interface Mentions {
  readonly names: ReadonlySet<string>;
  /** Container images, in lower case. */
  readonly images: readonly string[];
  /** A notebook of Colab or Kaggle, where much is installed already. */
  readonly hosted: boolean;
}

/** Never refuses a file: what it cannot understand mentions nothing. */
export const mentions: Reader<Mentions> = {
  kind: 'dependency-mentions',
  cap: (path) => (/\.ipynb$/i.test(path) ? 'notebook' : 'text'),
  matches: (path) => {
    const name = nameOf(path);
    return (
      /\.(?:sh|bash|bat|ps1|md|rst|ipynb|mk)$/i.test(name) ||
      /^(?:makefile|justfile|tox\.ini|noxfile\.py|readme|install[^/]*)(?:\.txt)?$/i.test(name) ||
      (/\.ya?ml$/i.test(name) && /^\.|(?:^|\/)(?:ci|circleci|deploy|docker|workflows)\//i.test(path)) ||
      listed.test(name) ||
      /^\.devcontainer\.json$|compose[^/]*\.ya?ml$|cluster_env[^/]*\.ya?ml$/i.test(name) ||
      /(?:^|\/)\.devcontainer\//.test(path) ||
      isRequirementsPath(path) ||
      isDockerfile(path)
    );
  },
  parse: ({ path, text }) => {
    const names = new Set<string>();
    if (/\.ipynb$/i.test(path)) {
      for (const source of sourcesOf(text)) addCommands(source, names);
      return {
        value: {
          names,
          images: [],
          hosted: /"colab"\s*:\s*\{|"kaggle"\s*:\s*\{|\/kaggle\/|\/content\/|colab\.research/.test(text),
        },
      };
    }
    addCommands(text, names);
    if (isRequirementsPath(path) || listed.test(nameOf(path))) addListed(text, isBuilder(path), names);
    const images = [
      ...text.matchAll(
        /^[ \t]*(?:FROM[ \t]+(?:--\S+[ \t]+)?|(?:-[ \t]+)?"?(?:base_)?image"?:[ \t]*)["']?([\w./:@-]+)/gim,
      ),
    ];
    return {
      value: { names, images: images.slice(0, 100).map(([, image = '']) => image.toLowerCase()), hosted: false },
    };
  },
};

function sourcesOf(text: string): readonly string[] {
  try {
    return notebookOf(text).cells.map(({ source }) => source);
  } catch {
    return [];
  }
}
/** What must be gathered to ask for mentions: files with a command in them, and lists in which any line may be one. */
export const mentionNeeds: readonly Need[] = [
  {
    reader: mentions,
    needles: [
      'install',
      'conda',
      'mamba',
      'uv add',
      'poetry add',
      'pdm add',
      'pixi add',
      'git clone',
      '"colab"',
      '"kaggle"',
      '/kaggle/',
      '/content/',
      'colab.research',
    ],
    except: lists,
  },
  {
    reader: mentions,
    paths: [
      ...lists,
      'Dockerfile*',
      '*.Dockerfile',
      'Containerfile*',
      '*compose*.y*ml',
      '.devcontainer/**',
      '.devcontainer.json',
      '*cluster_env*.y*ml',
    ],
  },
];

function isBuilder(path: string): boolean {
  return /^(?:cog|bentofile)\.yaml$/.test(nameOf(path));
}

function addCommands(text: string, found: Set<string>): void {
  const lines = text.replace(/\\\r?\n/g, ' ').split('\n');
  for (const line of lines) {
    const at = line.slice(0, 4000).search(command);
    if (at < 0) continue;
    const rest = line.slice(at, 4000).replace(/["'`,\]]+(?=\s|$)|(?<=\s)["'`[]+/g, ' ');
    for (const [, name = ''] of rest.matchAll(/git\s+clone\s+\S*\/([\w.-]+?)(?:\.git)?(?=\s|$|\))/g))
      found.add(normalise(name));
    for (const { name } of installedBy(rest)) if (name !== null) found.add(name);
  }
}

/** `# wandb>=0.15` in a manifest, and `- "torch==2.1"` in the list of an image builder. */
function addListed(text: string, builder: boolean, found: Set<string>): void {
  const item = /^[ \t]*(#+[ \t]*)?(?:-[ \t]*)?["']?([A-Za-z][\w.-]*)(?:\[[^\]\n]{0,80}\])?[ \t]*(?:[=<>~!@;,"'#]|$)/;
  for (const line of text.split('\n')) {
    const match = item.exec(line.slice(0, 300));
    if (match?.[2] !== undefined && (builder || match[1] !== undefined)) found.add(normalise(match[2]));
  }
}
