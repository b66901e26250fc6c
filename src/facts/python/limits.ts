const MOST_DOTS = 500;
const MOST_EXCEPTS = 10_000;

/**
 * Whether a text would keep Pyright's parser busy for minutes or use up the memory: it copies the whole name for
 * every part of a dotted import, and looks at all earlier `except` clauses for every further one.
 */
export function overwhelms(text: string): boolean {
  return count(text, 'except') > MOST_EXCEPTS || importsTooLong(text);
}

function count(text: string, word: string): number {
  let times = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) times++;
  return times;
}

function importsTooLong(text: string): boolean {
  for (let at = text.indexOf('import'); at !== -1; at = text.indexOf('import', at)) {
    let dots = 0;
    at += 'import'.length;
    // To the end of the line, or on where a backslash continues it; every character is looked at once.
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 46) {
        if (++dots > MOST_DOTS) return true;
      } else if (code === 44) dots = 0;
      else if ((code === 10 || code === 13) && !/\\\r?$/.test(text.slice(Math.max(0, at - 2), at))) break;
    }
  }
  return false;
}
