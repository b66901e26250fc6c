/**
 * One grammar for the version specifiers of Python and conda: PEP 440 clauses joined by commas, `^1.2`, `~1.2` and bare
 * versions of Poetry, fuzzy `=1.2` and builds `=1.2=py_0` of conda, alternatives by `|` or `||`.
 */

const clausePattern = /^(===|~=|==|!=|<=|>=|<|>|=|\^|~)?\s*([^\s=<>!~^,;|()][^\s=<>~^,;|()]*)(=[^\s=,;|()]+)?$/;
const release = /^v?(\d+!)?(\d+(?:\.\d+)*)/i;
const exactVersion = /^v?\d[\w.!+-]*$/i;

interface Clause {
  readonly operator: string;
  readonly version: string;
  readonly build: boolean;
}

/**
 * PEP 508's clauses without white space, or `null` where `text` is none of PEP 440's specifiers.
 * Legacy forms such as `==2004d` count, forms without operator do not.
 */
export function pep440Clauses(text: string): string | null {
  const clauses: string[] = [];
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const match = clausePattern.exec(part.trim());
    if (!match?.[1] || match[3] || match[1] === '=' || match[1] === '^' || match[1] === '~') return null;
    clauses.push(`${match[1]}${match[2]}`);
  }
  return clauses.join(',');
}

function clausesOf(alternative: string): readonly Clause[] | null {
  const clauses: Clause[] = [];
  for (const part of alternative.replace(/(?<=[\w*]) +(?=[<>=!~^])/g, ',').split(',')) {
    if (part.trim() === '') continue;
    const match = clausePattern.exec(part.trim());
    if (!match) return null;
    clauses.push({ operator: match[1] ?? '', version: match[2] ?? '', build: match[3] !== undefined });
  }
  return clauses;
}

const alternativesOf = (specifier: string): string[] => specifier.split('|').filter((part) => part.trim() !== '');

const segments = (version: string): number[] => release.exec(version)?.[2]?.split('.').map(Number) ?? [];

function fixes({ operator, version, build }: Clause): boolean {
  if (!exactVersion.test(version)) return false;
  if (operator === '==' || operator === '===' || operator === '' || build) return true;
  // What these leave open is a patch release at most, or for conda the build.
  return (operator === '~=' || operator === '~' || operator === '=') && segments(version).length >= 3;
}

/** Whether a specifier of the grammar above leaves one release, or the patch releases of one, to choose from. */
export function isPinned(specifier: string): boolean {
  const alternatives = alternativesOf(specifier);
  return alternatives.length === 1 && (clausesOf(alternatives[0] ?? '')?.some(fixes) ?? false);
}

function bumped(version: string, index: number): string {
  const parts = segments(version);
  return parts
    .slice(0, index + 1)
    .map((part, at) => (at === index ? part + 1 : part))
    .join('.');
}

function translated({ operator, version, build }: Clause): string | null {
  if (version === '*') return '';
  if (operator === '' || build) return `==${version}`;
  const fuzzy = operator === '=' && !version.endsWith('*') && segments(version).length < 3;
  if (operator === '=') return fuzzy ? `==${version}.*` : `==${version}`;
  if (operator !== '^' && operator !== '~') return `${operator}${version}`;
  const parts = segments(version);
  if (parts.length === 0) return null;
  if (operator === '~') return `>=${version},<${bumped(version, Math.min(1, parts.length - 1))}`;
  const significant = parts.findIndex((part) => part !== 0);
  return `>=${version},<${bumped(version, significant < 0 ? parts.length - 1 : significant)}`;
}

/**
 * The same range in PEP 440's notation, as alternatives of which one must hold; an empty string allows every version.
 * `null` where the specifier cannot be understood.
 */
export function toPep440(specifier: string): readonly string[] | null {
  const alternatives: string[] = [];
  for (const alternative of alternativesOf(specifier)) {
    const clauses = clausesOf(alternative)?.map(translated);
    if (!clauses || clauses.includes(null)) return null;
    alternatives.push(clauses.filter((clause) => clause !== '').join(','));
  }
  return alternatives.length > 0 ? alternatives : [''];
}
