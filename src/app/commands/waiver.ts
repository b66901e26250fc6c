import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { readConfig } from '../../config.ts';

/**
 * Adds a waiver of a rule to the text of a configuration; comments and the order of what stands there are kept.
 * @returns the new text, or `null` where the rule is waived as a whole already @throws Error for a text that is no configuration
 */
export function withWaiver(text: string, file: string, rule: string, reason: string): string | null {
  const read = readConfig(text, file);
  if ('problems' in read) {
    const [problem] = read.problems;
    throw new Error(`${file} has mistakes: ${problem?.message ?? 'it cannot be read'}`);
  }
  if (read.config.waivers.some((waiver) => waiver.rule === rule && waiver.path === null)) return null;
  const document: Document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as unknown as YAMLMap;
  const waiver = document.createNode({ rule, reason });
  const waivers = document.get('waivers', true);
  if (isSeq(waivers)) (waivers as YAMLSeq).add(waiver);
  else document.set('waivers', document.createNode([{ rule, reason }]));
  return document.toString({ lineWidth: 0 });
}
