import type { Draft } from './draft.ts';

/** What reference names and substitutions of a document stand for, in lower case. */
export interface Targets {
  readonly urls: ReadonlyMap<string, string>;
  readonly images: ReadonlyMap<string, string>;
}

/** Link targets (`.. _name: url`) and images by substitution (`.. |name| image:: url`), wherever they stand. */
export function targetsIn(lines: readonly string[]): Targets {
  const urls = new Map<string, string>();
  const images = new Map<string, string>();
  for (const line of lines) {
    const [, quoted, bare, url] = /^\s*\.\.\s+_(?:`([^`]+)`|([^:]+)):\s+(\S+)$/.exec(line) ?? [];
    const name = quoted ?? bare;
    if (name !== undefined && url !== undefined) urls.set(key(name), url);
    const [, substitution, image] = /^\s*\.\.\s+\|([^|]+)\|\s+image::\s+(\S+)/.exec(line) ?? [];
    if (substitution !== undefined && image !== undefined) images.set(key(substitution), image);
  }
  return { urls, images };
}

/** Names are compared without regard to case and blanks. */
function key(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase();
}

const inline =
  /``([^`]+)``|(?::[\w:+.-]{1,60}:)?`([^`<]*)(?:<([^`<>]+)>)?`(__?)?|\|([\w .-]{1,100})\|(__?)?|\b(https?:\/\/[^\s<>"`]+)|(?<![\w*])\*{1,2}([^*\s](?:[^*]*[^*\s])?)\*{1,2}|\b([A-Za-z][\w.-]{0,60})_(?![\w])/g;

/** Text without markup; links and images go into the draft. `own` is what is not part of a link. */
export function inlineText(
  source: string,
  targets: Targets,
  draft: Draft,
  line: number,
): { text: string; own: string } {
  let text = '';
  let own = '';
  let at = 0;
  let current = line;
  for (const match of source.matchAll(inline)) {
    const before = source.slice(at, match.index);
    text += before;
    own += before;
    for (const char of before) if (char === '\n') current += 1;
    at = match.index + match[0].length;
    const [, code, label, url, reference, image, , bare, strong, word] = match;
    const named = word !== undefined ? targets.urls.get(key(word)) : undefined;
    if (code !== undefined || strong !== undefined || (word !== undefined && named === undefined)) {
      const plain = code ?? strong ?? match[0];
      text += plain;
      own += plain;
    } else if (bare !== undefined) {
      const clean = bare.replace(/[.,;:!?)\]]{1,5}$/, '');
      draft.link(clean, clean, current, false);
      text += bare;
    } else if (image !== undefined) {
      const target = targets.images.get(key(image));
      if (target !== undefined) draft.link(target, image, current, true);
    } else if (word !== undefined) {
      draft.link(named ?? '', word, current, false);
      text += word;
    } else {
      const shown = (label ?? '').trim() || (url ?? '');
      const target = reference === undefined ? undefined : (url ?? targets.urls.get(key(shown)));
      text += shown;
      if (target === undefined) own += shown;
      else draft.link(target, shown, current, false);
    }
    for (const char of match[0]) if (char === '\n') current += 1;
  }
  const rest = source.slice(at);
  return { text: text + rest, own: own + rest };
}
