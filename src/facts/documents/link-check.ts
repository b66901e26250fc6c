import type { Facts, Need } from '../../model.ts';
import { dvc } from '../dvc.ts';
import { globs } from '../globs.ts';
import { gitignore, ignoreRules } from '../ignore.ts';
import { markdown } from '../markdown.ts';
import { memo } from '../memo.ts';
import { folderOf, nameOf } from '../patterns.ts';
import { targetOf } from './links.ts';

/** A relative link of a document, and why it leads nowhere; `null` where it leads somewhere. */
export interface CheckedLink {
  readonly path: string;
  readonly line: number;
  readonly image: boolean;
  /** Only worth a word: it may be meant so. */
  readonly excused: boolean;
  readonly problem: string | null;
}

/** Documents that are read on the forge. What lies deeper in the docs is the source of a site with rules of its own. */
const paths = ['README*.md', 'README*.rst', '/*.md', '/.github/*.md', '/docs/*.md', '/doc/*.md'];
const templates =
  /(?:^|\/)\.github\/(?:ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE|pull_request_template|issue_template)|[{}<>]/i;
/** What was right at its time is left as it was. */
const changes = /(?:^|\/)(?:change(?:log|s)|releases?(?:[-_]notes)?|history|news)[^/]*$/i;
/** Signs that a folder's documents become a web site, where links are resolved otherwise. */
const siteFiles =
  /(?:^|\/)(?:mkdocs\.ya?ml|conf\.py|_config\.ya?ml|docusaurus\.config\.[cm]?[jt]s|_toctree\.ya?ml|_toc\.ya?ml|book\.toml|mint\.json|docs\.json|SUMMARY\.md|_quarto\.ya?ml|_sidebar\.md|sidebars\.[cm]?[jt]s|astro\.config\.\w+|hugo\.toml|\.vitepress|antora\.ya?ml|zensical\.toml|index\.html|_index\.md)$/i;
const isDocument = globs(paths);

export const linkNeeds: readonly Need[] = [{ reader: markdown, paths }, { reader: gitignore }, { reader: dvc }];

/** Every relative link and picture of the documents that are read where they lie. */
export function checkedLinks(facts: Facts): readonly CheckedLink[] {
  const lookup = lookupOf(facts);
  return facts
    .documents(markdown)
    .filter(
      ({ path, value }) =>
        isDocument(path) &&
        !templates.test(path) &&
        !changes.test(path) &&
        !(
          isSitePage(facts, path) ||
          (value.frontMatter !== null && !/readme/i.test(path) && 'layout' in value.frontMatter)
        ),
    )
    .flatMap(({ path, value }) =>
      value.links.flatMap(({ url, line, image }): CheckedLink[] => {
        const target = targetOf(path, url);
        if (target.kind === 'elsewhere') return [];
        const link = { path, line, image };
        if (target.kind === 'above') return [{ ...link, excused: false, problem: 'leads out of the repository' }];
        // GitHub shows the README of these folders on the front page as well.
        const other = /^(?:\.github\/|docs?\/readme)/i.test(path) ? targetOf(nameOf(path), url) : target;
        const problems = [target, other].map((one) => (one.kind === 'inside' ? lookup(one.path, url, image) : null));
        const worst = problems.every((one) => one !== null) ? (problems[0] ?? null) : null;
        if (worst === null) return [{ ...link, excused: false, problem: null }];
        return [{ ...link, ...worst }];
      }),
    );
}

type Lookup = (
  path: string,
  url: string,
  image: boolean,
) => { readonly problem: string; readonly excused: boolean } | null;

const lookupOf: (facts: Facts) => Lookup = memo((facts) => {
  const folders = new Set<string>(['']);
  const lower = new Map<string, string>();
  const opaque: string[] = [];
  for (const { path, kind } of facts.tree.values()) {
    lower.set(path.toLowerCase(), path);
    if (kind === 'submodule' || kind === 'symlink') opaque.push(`${path}/`);
    for (
      let folder = folderOf(path).slice(0, -1);
      folder !== '' && !folders.has(folder);
      folder = folderOf(folder).slice(0, -1)
    ) {
      folders.add(folder);
      lower.set(folder.toLowerCase(), folder);
    }
  }
  const tracked = trackedByDvc(facts);
  const { ignores } = ignoreRules(facts);
  return (path, url, image) => {
    if (facts.tree.has(path) || folders.has(path) || opaque.some((folder) => path.startsWith(folder))) return null;
    if (!looksLikePath(url)) return null;
    const same = lower.get(path.toLowerCase());
    if (same !== undefined) return { problem: `leads to a file that is spelled otherwise, ${same}`, excused: false };
    if (tracked.has(path) || facts.tree.has(`${path}.dvc`))
      return { problem: 'leads to a file that only DVC has', excused: true };
    if (ignores(path) !== null || ignores(`${path}/`) !== null)
      return { problem: 'leads to a file that Git ignores', excused: !image };
    if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(url))
      return { problem: 'is an e-mail address without mailto:', excused: true };
    if (/^(?:www\.|[\w-]+\.(?:com|org|io|net|edu|ai|app|dev)(?:\/|$))/i.test(url))
      return { problem: 'is an address without https://', excused: true };
    return { problem: 'leads to a file that is not in the repository', excused: false };
  };
});

/** `f[0](x)` in a sentence is no link; neither are the blanks of a template. */
function looksLikePath(url: string): boolean {
  const plain = url.replace(/[?#].*$/s, '');
  if (
    /^(?:url|link|path|todo|tbd|xxx+|here|\.{3}|your[-_ ].*|insert.*|.*placeholder.*|path\/to\/.*|.*\.\.\..*)$/i.test(
      plain,
    )
  )
    return false;
  if (/[/\\]|\.[a-z]\w{0,8}$/i.test(plain)) return !/[\s(),;=]/.test(plain) || /\.\w{2,5}$/.test(plain);
  return /^(?:LICEN[CS]E|COPYING|CONTRIBUTING|CHANGELOG|CITATION|NOTICE|AUTHORS|Makefile|Dockerfile)/i.test(plain);
}

const trackedByDvc: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const outs = new Set<string>();
  for (const { path, value } of facts.documents(dvc)) {
    const folder = folderOf(path);
    if (value.kind === 'pointer') for (const out of value.outs) outs.add(`${folder}${out.path}`);
    if (value.kind !== 'pipeline') continue;
    for (const { outs: made, metrics, plots, workingDirectory } of value.stages) {
      const base = workingDirectory === null ? folder : `${folder}${workingDirectory.replace(/\/?$/, '/')}`;
      for (const out of [...made, ...metrics, ...plots]) outs.add(`${base}${out}`);
    }
  }
  return outs;
});

/** Whether a document below a docs folder is the source of a web site. */
function isSitePage(facts: Facts, path: string): boolean {
  const folder = /^docs?\//.exec(path)?.[0];
  if (folder === undefined || /^docs?\/readme/i.test(path)) return false;
  return siteIn(facts)(folder);
}

const siteIn: (facts: Facts) => (folder: string) => boolean = memo((facts) => {
  const sites = [...facts.tree.keys()].filter((path) => siteFiles.test(path));
  return (folder) =>
    sites.some(
      (path) =>
        path.startsWith(folder) ||
        (!path.includes('/') && /^(?:mkdocs|docusaurus|book|mint|docs\.json|_quarto|zensical|_config)/.test(path)),
    );
});
