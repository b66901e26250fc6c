import { showsMadeUpValues } from './paths.ts';
import { isPlaceholder, looksDrawn } from './placeholder.ts';
import { isPublished } from './published.ts';
import type { Judgement, Rule } from './secret.ts';

const settings =
  /(?:^|\/)(?:\.env[\w.-]*|dockerfile[\w.-]*|[\w.-]*\.(?:env|ya?ml|ini|cfg|conf|properties|tfvars|sh|bash|zsh|toml|dockerfile))$/i;
const prose = 'password|passphrase|passwort';

/**
 * Credentials that only the name they are assigned to gives away. Without a vendor's shape the value must look drawn,
 * and nothing here is ever certain; where values are made up (tests, documentation, sample settings) it is a hint.
 */
export const assignments: readonly Rule[] = [
  {
    kind: 'API key or secret',
    pattern:
      /(?:api[-_.]?key|apikey|api[-_]?secret|secret[-_]?key|client[-_]?secret|access[-_]?token|auth[-_]?token|api[-_]?token|app[-_]?secret|jwt[-_]?secret|signing[-_]?key|encryption[-_]?key|refresh[-_]?token)\\?["'\])]{0,3}(?::[ ]?str)?[ \t]{0,8}(?:=>|:=|[:=,])[ \t]{0,8}[brf]?(?:\\?["'`])?([A-Za-z0-9_\-+/=.]{16,200})(?![A-Za-z0-9_\-+/=.([])/gi,
    judge: judgeKey,
  },
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?:${prose}|passwd|[_.]pwd|[_.]pass)\\?["'\])]{0,3}(?::[ ]?str)?[ \t]{0,8}(?:=>|:=|[:=,])[ \t]{0,8}[brf]?\\?["'\`]([^\s"'\`\\]{8,100})\\?["'\`]`,
      'gi',
    ),
    judge: judgePassword,
  },
];

function judgeKey(value: string, match: RegExpExecArray, path: string): Judgement | null {
  const whole = match[0];
  const quoted = /["'`]$/.test(whole.slice(0, -value.length));
  if (!quoted && !settings.test(path)) return null;
  if (isPublished(value) || !looksDrawn(value)) return null;
  const searchKey = /^apikey\\?["']?\s*:/i.test(whole) && /^[0-9a-f]{32}$/.test(value);
  if (searchKey && /algolia|docsearch|indexName|appId/i.test(around(match))) return null;
  return { confidence: showsMadeUpValues(path) || searchKey ? 'hint' : 'likely' };
}

function judgePassword(value: string, _: RegExpExecArray, path: string): Judgement | null {
  if (isPlaceholder(value) || /pass|secret|admin|test|[{}()[\],]|[:/]{2}/i.test(value)) return null;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
  if (!looksDrawn(value) && !(classes >= 4 || (classes === 3 && value.length >= 12 && /[0-9]/.test(value))))
    return null;
  return { confidence: showsMadeUpValues(path) ? 'hint' : 'likely' };
}

function around(match: RegExpExecArray): string {
  return match.input.slice(Math.max(0, match.index - 400), match.index + 400);
}
