import type { FileText } from '../../model.ts';
import { unescapeJson } from './json-escapes.ts';
import { notebookTexts } from './notebook.ts';
import { suspects } from './prefilter.ts';
import { scan } from './scan.ts';
import type { Hit, Secret } from './secret.ts';

const json = /\.(?:json|jsonl|ndjson|json5|geojson|ipynb|har|map|webmanifest)$/i;
/** Escapes behind which an anchor of the prefilter could hide. */
const hidden = /\\u00[2-7]|\\\//;

/** All credentials of one text file, in order; JSON and notebooks are decoded. */
export async function secretsIn(file: FileText): Promise<readonly Secret[]> {
  const { path, text, firstLine } = file;
  if (!json.test(path)) return positioned(await scan(text, path), text, firstLine);
  if (!hidden.test(text) && suspects(text) === null) return [];
  const cells = path.toLowerCase().endsWith('.ipynb') && firstLine === 1 ? notebookTexts(text) : null;
  if (cells === null) {
    const plain = unescapeJson(text);
    const hits = await scan(plain.text, path);
    return positioned(
      hits.map((hit) => ({ ...hit, start: plain.original(hit.start) })),
      text,
      firstLine,
    );
  }
  const found: Secret[] = [];
  for (const { cell, output, text: content } of cells) {
    const hits = await scan(content, path);
    if (cell === null) found.push(...outsideCells(hits));
    else if (output) found.push(...inOutput(hits, cell));
    else found.push(...positioned(hits, content, 1).map((secret) => ({ ...secret, cell })));
  }
  return found;
}

function positioned(hits: readonly Hit[], text: string, firstLine: number): readonly Secret[] {
  let line = firstLine;
  let lineStart = 0;
  return hits.map(({ kind, start, confidence, note }) => {
    for (let next = text.indexOf('\n', lineStart); next >= 0 && next < start; next = text.indexOf('\n', lineStart)) {
      line += 1;
      lineStart = next + 1;
    }
    return { kind, line, column: start - lineStart + 1, confidence, ...(note === undefined ? {} : { note }) };
  });
}

function inOutput(hits: readonly Hit[], cell: number): readonly Secret[] {
  return distinct(hits).map(({ kind, confidence, note }) => {
    const place = note === undefined ? 'in the output' : `in the output, ${note}`;
    return { kind, line: 1, column: 1, cell, confidence, note: place };
  });
}

function outsideCells(hits: readonly Hit[]): readonly Secret[] {
  return distinct(hits).map(({ kind, confidence }) => ({
    kind,
    line: 1,
    column: 1,
    confidence,
    note: 'in the metadata of the notebook',
  }));
}

/** One of each kind and confidence: without a position of their own, more would only repeat. */
function distinct(hits: readonly Hit[]): readonly Hit[] {
  return [...new Map(hits.map((hit) => [`${hit.kind} ${hit.confidence}`, hit])).values()];
}
