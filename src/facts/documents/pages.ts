import type { Facts, Need } from '../../model.ts';
import { globs } from '../globs.ts';
import { type Markdown, markdown } from '../markdown.ts';
import { memo } from '../memo.ts';
import { folderOf, nameOf } from '../patterns.ts';
import { targetOf } from './links.ts';

/** A document that people come to from the front page. */
export interface Page {
  readonly path: string;
  readonly value: Markdown;
  /** Links from the front page: 0 for the README itself. */
  readonly distance: number;
}

/** Documents that say how to install and use something are called so, or stand where people look first. */
const paths = [
  'README*',
  '/*.md',
  '/*.rst',
  '/.github/*.md',
  '/doc/*',
  '/docs/*',
  '/docs/source/*',
  '/docs/{en,source/en}/*',
  '*instal*',
  '*set*up*',
  '*start*',
  '*usage*',
  '*guide*',
  '*tutorial*',
  '*train*',
  '*fine*tun*',
  '*eval*',
  '*result*',
  '*benchmark*',
  '*zoo*',
  '*report*',
  '*experiment*',
  '*reproduc*',
  '*deploy*',
  '*develop*',
  '*architecture*',
];

export const pageNeed: Need = { reader: markdown, paths };

const readable = globs(paths);
const front = /^(?:\.github\/|docs?\/)?README[^/]*$/i;
/** A page that is called so says how to install or use it, whether or not a link leads to it. */
const telling = /^(?:docs?\/(?:source\/|en\/)?)?(?:instal|set-?_?up|getting-?_?start|quick-?_?start|usage)[^/]*$/i;
const furthest = 2;
const farAway = 9;

/**
 * The README, what its relative links lead to (and theirs), pages at the top or in the docs that are called installation
 * or usage, and the READMEs of folders at the top. Nearest first.
 */
export const pagesOf: (facts: Facts) => readonly Page[] = memo((facts) => {
  const documents = facts.documents(markdown).filter(({ path }) => readable(path));
  const byPath = new Map(documents.map((document) => [document.path, document.value]));
  const pages = new Map<string, Page>();
  const add = (path: string, distance: number): void => {
    const value = byPath.get(path);
    if (value === undefined || pages.has(path)) return;
    pages.set(path, { path, value, distance });
  };
  for (const { path } of documents) if (front.test(path)) add(path, 0);
  // A map goes on over what is added while it is walked.
  for (const { path, value, distance } of pages.values()) {
    if (distance >= furthest) continue;
    for (const { url, image } of value.links) {
      const target = image ? null : linkedPath(path, url);
      if (target === null) continue;
      add(target, distance + 1);
      for (const name of ['README.md', 'readme.md', 'Readme.md', 'README.rst']) add(`${target}/${name}`, distance + 1);
    }
  }
  for (const { path } of documents) {
    const folder = folderOf(path);
    if (telling.test(path) || (/^readme/i.test(nameOf(path)) && folder.indexOf('/') === folder.length - 1))
      add(path, farAway);
  }
  return Object.freeze([...pages.values()]);
});

/** Pages that no link from the front page leads to: those of the docs, and the READMEs beside the code. */
export const deepPagesOf: (facts: Facts) => readonly Page[] = memo((facts) => {
  const known = new Set(pagesOf(facts).map(({ path }) => path));
  return facts
    .documents(markdown)
    .filter(
      ({ path }) =>
        !known.has(path) &&
        (facts.place(path) === 'docs' || (facts.place(path) === 'code' && /^readme/i.test(nameOf(path)))),
    )
    .map(({ path, value }) => ({ path, value, distance: farAway }));
});

/** A path of the repository, also where it is given by its full address on a forge. */
function linkedPath(from: string, url: string): string | null {
  const hosted = /^https?:\/\/(?:github|gitlab)\.com\/[^/]+\/[^/]+\/(?:-\/)?(?:blob|tree)\/[^/]+\/([^?#]+)/.exec(
    url,
  )?.[1];
  const target = targetOf(from, hosted === undefined ? url : `/${hosted}`);
  return target.kind === 'inside' ? target.path : null;
}
