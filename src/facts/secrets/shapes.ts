import type { Confidence } from '../../model.ts';
import { isPlaceholder, looksDrawn } from './placeholder.ts';
import { isPublished } from './published.ts';
import type { Judgement, Rule } from './secret.ts';

/** A token does not begin inside a word, but may follow an escape such as `\n` of a source string or a terminal's colour. */
const start = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=\x1b\[[0-9;]{0,9}m))`;
const end = '(?![A-Za-z0-9])';

/** A credential that its own shape gives away. `body` holds the drawn part as group 1, behind the vendor's prefix. */
export function token(kind: string, body: string, confidence: Confidence = 'certain', flags = 'g'): Rule {
  return {
    kind,
    pattern: new RegExp(start + body + end, flags),
    gate: body,
    whole: true,
    judge: (value) => credible(value, confidence),
  };
}

/** A token whose prefix is too short to tell much: its body must look drawn, and it is likely at most. */
export function faintToken(kind: string, body: string): Rule {
  return { ...token(kind, body), judge: (value) => (looksDrawn(value) ? credible(value, 'likely') : null) };
}

/** A credential without a shape of its own, assigned to something named after its vendor. */
export function assigned(kind: string, names: string, body: string, confidence: Confidence = 'certain'): Rule {
  const between = String.raw`[\w.-]{0,20}\\?["'\`)\]]{0,2}[ \t]{0,8}(?:=>|:{1,3}=|\?=|\|\||[=:,>(]|[ \t])\s{0,8}(?:[brf](?=["']))?\\?["'\`(]{0,2}`;
  const pattern = new RegExp(`(?:${names})${between}(${body})(?![A-Za-z0-9_-])`, 'gi');
  return { kind, pattern, judge: (value) => credible(value, confidence) };
}

/** A credential whose surroundings give it away, with a pattern of its own. */
export function shaped(kind: string, pattern: RegExp, gate?: string): Rule {
  return { kind, pattern, judge: (value) => credible(value, 'certain'), ...(gate === undefined ? {} : { gate }) };
}

/** The given confidence for everything but placeholders and examples that vendors publish. */
export function credible(value: string, confidence: Confidence): Judgement | null {
  return isPlaceholder(value) || isPublished(value) ? null : { confidence };
}
