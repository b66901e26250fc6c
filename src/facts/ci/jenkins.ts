import type { CiFile, CiJob, CiStep } from '../ci.ts';
import { job, step } from './shape.ts';

/** Strings and comments whole, so that nothing in them is taken for code. A string need not close. */
const token =
  /\/\/[^\n]*|\/\*|'''|"""|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\b[A-Za-z_]\w*\b|[^\S\n]+|\n|[\s\S]/g;
const shells = new Set(['sh', 'bat', 'powershell', 'pwsh']);

/**
 * The shell steps of a Jenkinsfile, by stage. A Jenkinsfile is a Groovy program: steps in functions and loops are
 * seen, what computes their text is not.
 */
export function readJenkins(text: string): Omit<CiFile, 'system'> {
  const jobs: { name: string; line: number; image: string | null; steps: CiStep[] }[] = [];
  let line = 1;
  let image: string | null = null;
  /** The word that a following string belongs to: `sh 'x'`, `sh(script: 'x')`, `stage('x')`, `image 'x'`. */
  let word: string | null = null;
  for (const { kind, value, lines } of tokens(text)) {
    const at = line;
    line += lines;
    if (kind === 'word') {
      if (value !== 'script') word = value;
    } else if (kind === 'string' && word !== null) {
      if (word === 'stage') jobs.push({ name: value, line: at, image, steps: [] });
      else if (word === 'image') {
        const stage = jobs.at(-1);
        if (stage === undefined) image = value;
        else stage.image = value;
      } else if (shells.has(word)) {
        if (jobs.length === 0) jobs.push({ name: 'node', line: at, image, steps: [] });
        jobs.at(-1)?.steps.push(step({ run: value, line: at, shell: word }));
      }
      word = null;
    } else if (kind === 'other' && value !== '(' && value !== ':' && value !== ',') word = null;
  }
  return { triggers: [], permissions: null, jobs: jobs.map((stated): CiJob => job(stated)) };
}

interface Token {
  readonly kind: 'word' | 'string' | 'space' | 'other';
  readonly value: string;
  readonly lines: number;
}

function* tokens(text: string): Generator<Token> {
  const pattern = new RegExp(token);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [found] = match;
    if (found === "'''" || found === '"""' || found === '/*') {
      const close = text.indexOf(found === '/*' ? '*/' : found, pattern.lastIndex);
      const end = close < 0 ? text.length : close;
      const value = text.slice(pattern.lastIndex, end);
      pattern.lastIndex = Math.min(text.length, end + found.length);
      yield { kind: found === '/*' ? 'space' : 'string', value, lines: value.split('\n').length - 1 };
    } else if (/^['"]/.test(found)) {
      yield { kind: 'string', value: found.slice(1).replace(/['"]$/, '').replace(/\\(.)/g, '$1'), lines: 0 };
    } else {
      const space = found.startsWith('//') || found.trim() === '';
      const kind = space ? 'space' : /^\w/.test(found) ? 'word' : 'other';
      yield { kind, value: found, lines: found === '\n' ? 1 : 0 };
    }
  }
}
