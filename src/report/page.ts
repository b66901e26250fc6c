import picocolors from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

type Paint = ReturnType<typeof picocolors.createColors>;

/** The sheet that a terminal report is written on. */
export interface Page {
  readonly width: number;
  /** Wide enough for columns; everything is stacked otherwise. */
  readonly wide: boolean;
  /** What headings begin with. */
  readonly margin: string;
  readonly verbose: boolean;
  readonly paint: Paint;
}

export const narrowest = 40;
const columnsFrom = 80;
/** Longer lines are hard to follow, however wide the terminal is. */
const widest = 120;

export function page(options: { colour: boolean; width: number; verbose: boolean }): Page {
  const width = Math.max(narrowest, Math.min(widest, Math.floor(options.width) || columnsFrom));
  const paint = picocolors.createColors(options.colour);
  const wide = width >= columnsFrom;
  return { width, wide, margin: wide ? '  ' : '', verbose: options.verbose, paint };
}

/**
 * Plain text in lines of at most `width` columns. A word that is longer, such as a path, stays whole, unless it is
 * of a script that writes without spaces or too long for any line.
 */
export function wrap(text: string, width: number): string[] {
  const hard = text.split(' ').some((word) => {
    const columns = stringWidth(word);
    return columns > width && (columns > word.length || columns > widest);
  });
  return wrapAnsi(text, Math.max(1, width), { hard }).split('\n');
}

/** A heading after a blank line. */
export function heading(text: string, on: Page): string[] {
  return ['', ...hang(on.margin, text, on.width, on.paint.bold)];
}

/** `text` wrapped behind `first`, its further lines indented to the same column. */
export function hang(first: string, text: string, width: number, style: (text: string) => string = String): string[] {
  const indent = stringWidth(first);
  return wrap(text, width - indent).map((part, index) => `${index === 0 ? first : ' '.repeat(indent)}${style(part)}`);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text;
}

export function widthOf(texts: Iterable<string>): number {
  let widest = 0;
  for (const text of texts) widest = Math.max(widest, stringWidth(text));
  return widest;
}
