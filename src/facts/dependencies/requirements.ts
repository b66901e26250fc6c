import type { FileText, Parsed } from '../../model.ts';
import { readCondaSpec } from './conda.ts';
import { Draft, type Place } from './draft.ts';
import { groupOfPath } from './groups.ts';
import type { Dependency, Manifest } from './model.ts';
import { readRequirement } from './requirement.ts';

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/** Cuts a comment off: `#` at the start or behind white space. */
function withoutComment(text: string): string {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at === 0 || text[at - 1] === ' ' || text[at - 1] === '\t') return text.slice(0, at);
  }
  return text;
}

/** Joins continued lines as pip does: a comment ends a continued line. */
function logicalLines(lines: readonly string[]): LogicalLine[] {
  const logical: LogicalLine[] = [];
  let parts: string[] = [];
  let start = 1;
  const flush = (): void => {
    const text = withoutComment(parts.join('')).trim();
    if (text !== '') logical.push({ text, line: start });
    parts = [];
  };
  lines.forEach((text, index) => {
    if (parts.length === 0) start = index + 1;
    const comment = text.trimStart().startsWith('#');
    if (!comment && text.endsWith('\\')) parts.push(text.slice(0, -1));
    else {
      if (!comment) parts.push(text);
      flush();
    }
  });
  flush();
  return logical;
}

const option = /^(--[a-z-]+|-[a-zA-Z])(?:\s*=\s*|\s+)?(.*)$/;
const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Cuts off what belongs to one requirement only, such as `--hash=…`, and tells whether there was a hash. */
function withoutOptions(text: string): { readonly text: string; readonly hashed: boolean } {
  const at = text.search(/\s--[a-z]/);
  return at < 0 ? { text, hashed: false } : { text: text.slice(0, at), hashed: text.includes('--hash', at) };
}

function isReference(text: string): boolean {
  const word = text.split(/[\s;]/, 1)[0] ?? '';
  return (
    /^(?:[a-z][a-z+]*:\/\/|git@|\.{1,2}(?:\/|\\|$|\[)|\/)/i.test(word) ||
    (/[/\\]|\.(?:whl|zip|gz|tgz|bz2)$/i.test(word) && !/[@=<>]/.test(word))
  );
}

/**
 * Adds one line of a requirements file, or one entry of the `pip:` list of a conda environment.
 * Options for indexes hold credentials at times; nothing of them is kept.
 */
export function addRequirementLine(draft: Draft, line: string, place: Place): void {
  const matched = line.startsWith('-') ? option.exec(line) : null;
  if (matched) {
    const [, name = '', value = ''] = matched;
    if (/^(?:-r|--requirements?|-c|--constraints?)$/.test(name)) draft.include(unquoted(withoutOptions(value).text));
    else if (name === '-e' || name === '--editable') addRequirementLine(draft, unquoted(value), place);
    return;
  }
  const { text, hashed } = withoutOptions(line);
  const hashedPlace = hashed ? { ...place, hashed } : place;
  if (isReference(text)) {
    const spec = readCondaSpec(text.trim());
    if (spec?.url) draft.add({ ...spec, ...place, ecosystem: 'conda' });
    else {
      const marker = text.indexOf(' ;');
      const location = marker < 0 ? text : text.slice(0, marker);
      draft.reference(location.trim(), hashedPlace, marker < 0 ? null : text.slice(marker + 2).trim());
    }
    return;
  }
  const requirement = readRequirement(text);
  const spec = requirement ? null : readCondaSpec(text);
  // Lines of `conda list --export` stand in many a requirements.txt, though pip refuses them.
  if (spec && /^=[^=]/.test(spec.specifier)) {
    if (spec.name === 'python') draft.setPython(spec.specifier, place.line);
    else draft.add({ ...spec, ...place, ecosystem: 'conda' });
  } else draft.addRequirement(requirement, hashedPlace);
}

// What nobody lists by hand: installed only because something else needs it.
const transitive = new Set(['certifi', 'idna', 'charset-normalizer', 'markupsafe', 'six', 'pytz', 'pycparser', 'zipp']);
const generator =
  /\b(?:pip-?compile|pip-tools|uv|pdm|pipenv|poetry|rye|pip freeze|conda list|create an environment)\b/i;

/** Whether the file lists a whole tree: by its header, its `# via` comments, its hashes, or as frozen by pip. */
function isCompiled(lines: readonly string[], dependencies: readonly Dependency[]): boolean {
  if (dependencies.length === 0) return false;
  const header = lines.slice(0, 20).filter((line) => line.startsWith('#'));
  if (header.some((line) => /generated|export|may be used to/i.test(line) && generator.test(line))) return true;
  if (lines.includes('@EXPLICIT') || dependencies.every((entry) => entry.hashed)) return true;
  const via = lines.filter((line) => /#\s*via\b/.test(line)).length;
  if (via > 1 && via * 2 >= dependencies.length) return true;
  const conda = dependencies.filter((entry) => entry.ecosystem === 'conda' && entry.specifier.split('=').length > 2);
  if (conda.length > 1 && conda.length * 2 >= dependencies.length) return true;
  const frozen = dependencies.every((entry) => entry.specifier.startsWith('==') || entry.url !== null);
  return frozen && dependencies.filter((entry) => transitive.has(entry.name)).length > 2;
}

/**
 * Reads a requirements or constraints file in pip's format.
 * See https://pip.pypa.io/en/stable/reference/requirements-file-format/.
 */
export function readRequirements(file: FileText): Parsed<Manifest> {
  const base = file.path.slice(file.path.lastIndexOf('/') + 1);
  const draft = new Draft(/(?:^|[-_.])constraints?/i.test(base) ? 'constraints' : 'requirements', file.path);
  const group = groupOfPath(file.path);
  const lines = file.text.split(/\r\n|\r|\n/);
  for (const { text, line } of logicalLines(lines)) {
    if (text !== '@EXPLICIT') addRequirementLine(draft, text, { ...group, line });
  }
  draft.compiled = isCompiled(lines, draft.dependencies);
  return draft.finish();
}
