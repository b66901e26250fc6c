import type { Reader } from '../../model.ts';
import { isDockerfile } from '../dockerfile.ts';
import { nameOf } from '../patterns.ts';

/** A line that states which Python is meant. */
export interface PythonLine {
  readonly line: number;
}

const version = String.raw`(?:2\.7|3\.\d{1,2})`;
/** Prose and badges: "Python 3.8+", "Python (>= 3.6)", `python-3.9%20|%203.10`, "python3.7", "py38". */
const inDocs = new RegExp(
  String.raw`\bpython[\s\-_:=<>~^≥≤()[\]|*\`"'+.,%\d]{0,3}?(?:\s*(?:version|versions|v|ver|interpreter|environment)\b)?[\s\-_:=<>~^≥≤()[\]|*\`"'+,%v]{0,12}?(?:%20|%3E%3D|>=|&gt;=)*\s*${version}(?!\d)|${version}\+?\s+(?:of\s+)?python\b|\bpython(?:2\.7|3\.\d{1,2})\b|\bpy(?:27|3[0-9]|31[0-9])\b|\bpython[\s-]*3(?:\.x)?\b(?!\s*\()`,
  'i',
);
/** Images, CI, scripts, settings of tools and platforms. */
const inSettings = new RegExp(
  String.raw`\bpython[\w-]*["']?\s*[:=@ -]\s*["'[]*\s*(?:[<>=~^]=?\s*)?v?${version}|\bpython${version}\b|python:?(?:3\d{1,2})\b|\bpython[:@/-](?:slim-)?${version}|\bpy(?:27|3\d{1,2})\b|\bconda\S*\s+create\b.*python\s*=|lambda[-_/]python|^\s*-?\s*["']?${version}(?:\.\d+)?["']?\s*,?$|python-version:\s*\[?["']?\d`,
  'im',
);

/** Files that state a version of Python beside the manifests. */
export const pythonLines: Reader<readonly PythonLine[]> = {
  kind: 'python-version',
  cap: 'text',
  matches: (path) => isStatement(path) || isDocument(path) || isSetting(path),
  parse: ({ path, text }) => {
    const pattern = isDocument(path) ? inDocs : inSettings;
    for (const [index, line] of text.split('\n').entries()) {
      const code = line.slice(0, 1000);
      if (isStatement(path) ? /\d/.test(code) && /python|^\s*v?\d|pypy|conda/i.test(code) : pattern.test(code))
        return { value: Object.freeze([{ line: index + 1 }]) };
    }
    return { value: Object.freeze([]) };
  },
};

/** Files that exist to state it. */
function isStatement(path: string): boolean {
  return /^(?:\.python-versions?|runtime\.txt|\.tool-versions|\.?mise\.toml|python_version)$/.test(nameOf(path));
}

function isDocument(path: string): boolean {
  const name = nameOf(path);
  return (
    /^(?:readme|install|getting|contributing|requirements?|setup|quickstart|usage|build)[^/]*\.(?:md|rst|txt|org)$/i.test(
      name,
    ) ||
    /^readme$/i.test(name) ||
    (/\.(?:md|rst)$/i.test(name) && /(?:^|\/)docs?\//i.test(path))
  );
}

function isSetting(path: string): boolean {
  const name = nameOf(path);
  return (
    isDockerfile(path) ||
    /^(?:tox\.ini|noxfile\.py|makefile|setup\.py|setup\.cfg|uv\.lock|Pipfile|Pipfile\.lock|cog\.yaml|app\.ya?ml|template\.ya?ml|serverless\.ya?ml|\.readthedocs\.ya?ml|\.travis\.yml|\.gitlab-ci\.yml|azure-pipelines[^/]*\.yml|render\.yaml|\.pre-commit-config\.yaml|bentofile\.yaml|flake\.nix|shell\.nix|python_env\.yaml|Singularity[^/]*|Apptainer[^/]*)$/i.test(
      name,
    ) ||
    /\.(?:sh|def|tf)$/i.test(name) ||
    /compose[^/]*\.ya?ml$|cluster[^/]*\.ya?ml$|environment[^/]*\.ya?ml$/i.test(name) ||
    /(?:^|\/)\.(?:github|circleci|devcontainer|binder)\//.test(path) ||
    name === '.devcontainer.json'
  );
}
