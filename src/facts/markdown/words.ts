const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

/** Words of prose: runs of characters with a letter in them. Of scripts without spaces two characters make a word. */
export function wordsIn(text: string): number {
  const ideographs = text.match(ideograph)?.length ?? 0;
  const rest = ideographs > 0 ? text.replace(ideograph, ' ') : text;
  let words = Math.ceil(ideographs / 2);
  for (const word of rest.split(/\s+/)) if (/\p{L}/u.test(word) && !/^(?:https?:\/\/|www\.)/i.test(word)) words += 1;
  return words;
}

/** One line without blanks at its ends. */
export function tidy(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
}
