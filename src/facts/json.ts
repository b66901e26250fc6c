import { readYaml, type Yaml } from './yaml.ts';

/**
 * JSON with the line of everything, comments and trailing commas tolerated as editors do.
 * @throws Error for text that is no JSON, or nested beyond all reason
 */
export function readJson(text: string): Yaml {
  const { documents, gaps } = readYaml(withoutComments(text));
  const [document] = documents;
  if (gaps.length > 0 || document === undefined) throw new Error('invalid JSON');
  return document;
}

/** A string need not close, so that no text is looked at twice. */
const token = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\/\/[^\n]*|\/\*|\t/g;

/** Comments and tabs become blanks, so that JSON is YAML and every line stays where it was. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0].startsWith('"')) continue;
    let end = token.lastIndex;
    if (match[0] === '/*') {
      const close = text.indexOf('*/', end);
      end = close < 0 ? text.length : close + 2;
    }
    kept += text.slice(from, match.index) + text.slice(match.index, end).replace(/[^\n]/g, ' ');
    from = end;
    token.lastIndex = end;
  }
  return kept + text.slice(from);
}
