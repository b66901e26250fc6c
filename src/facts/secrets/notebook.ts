/** A stretch of a notebook's text. `cell` is `null` for what stands outside of all cells. */
export interface NotebookText {
  readonly cell: number | null;
  readonly output: boolean;
  readonly text: string;
}

/** Pictures, sound and documents in Base64: no text, and large. */
const binary = /^(?:image|audio|video|font)\/(?!svg)|^application\/(?:pdf|zip|octet-stream)/;
const mostValues = 2_000_000;

/**
 * The text of a notebook (nbformat 3 and 4): for each cell its source, then everything else in it (outputs of every
 * textual type, tracebacks, metadata), and last what stands outside of the cells.
 * @returns `null` for what is no notebook
 */
export function notebookTexts(json: string): readonly NotebookText[] | null {
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isRecord(root)) return null;
  const worksheets = Array.isArray(root.worksheets) ? root.worksheets.filter(isRecord) : [];
  const lists = [root, ...worksheets].map((sheet) => sheet.cells).filter(Array.isArray);
  if (lists.length === 0) return null;
  const texts: NotebookText[] = [];
  const cells: unknown[] = lists.flat();
  for (const [cell, content] of cells.entries()) {
    if (!isRecord(content)) continue;
    const { source, input, ...rest } = content;
    texts.push({ cell, output: false, text: joined(source ?? input) });
    const text = strings(rest);
    if (text !== '') texts.push({ cell, output: true, text });
  }
  const { cells: _cells, worksheets: _worksheets, ...rest } = root;
  const text = strings(rest);
  if (text !== '') texts.push({ cell: null, output: false, text });
  return texts;
}

function joined(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

/** Every string below a value, pictures left out, without recursion. `key: value` pairs keep their names as context. */
function strings(value: unknown): string {
  const parts: string[] = [];
  const open: [key: string, value: unknown][] = [['', value]];
  for (let seen = 0; open.length > 0 && seen < mostValues; seen += 1) {
    const [key, item] = open.pop() as [string, unknown];
    if (typeof item === 'string') parts.push(key === '' ? item : `"${key}": "${item}"`);
    else if (Array.isArray(item)) {
      if (item.every((line) => typeof line === 'string')) parts.push(item.join(key === 'traceback' ? '\n' : ''));
      else for (let index = item.length - 1; index >= 0; index -= 1) open.push(['', item[index]]);
    } else if (isRecord(item)) {
      for (const [name, inner] of Object.entries(item).reverse()) {
        if (!binary.test(name)) open.push([/^(?:text|data|text\/\w+)$/.test(name) ? '' : name, inner]);
      }
    }
  }
  return parts.join('\n');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
