import { isTestPath } from './paths.ts';
import { isMonotonous } from './placeholder.ts';
import type { Judgement, Rule } from './secret.ts';

const keyFile = /\.(?:pem|key|crt|cert|p8|pk8|ppk)$/i;

/**
 * Private keys in PEM (RFC 7468) and OpenPGP armour, also inside string literals. A head with less than 64 characters
 * of Base64 behind it is a mention or a placeholder. Key files below a tests folder serve a local TLS server and are
 * hints; a key pasted anywhere else is certain.
 */
export const privateKeys: readonly Rule[] = [
  {
    kind: 'private key',
    pattern: /-----BEGIN[ A-Z0-9_-]{0,40}PRIVATE KEY(?: BLOCK)?-----((?:(?!-----)[\s\S]){40,16000})/gi,
    whole: true,
    judge: (body, match, path) => judgeKey(body, match[0], path),
  },
  {
    kind: 'private key',
    pattern:
      /PuTTY-User-Key-File-[23]:(?:(?!PuTTY-User)[\s\S]){1,4000}?Private-Lines: \d{1,3}\s{1,4}([A-Za-z0-9+/=\s]{64,16000})/g,
    whole: true,
    judge: (body, match, path) => judgeKey(body, match[0], path),
  },
];

function judgeKey(body: string, whole: string, path: string): Judgement | null {
  const text = body.replace(/\\[nrt]/g, '\n').replace(/^[\s"'+#*/\\,|>-]*[A-Z][A-Za-z-]{2,20}: .*$/gm, '');
  const runs = text.match(/[A-Za-z0-9+/]{16,}/g) ?? [];
  const key = runs.join('');
  if (key.length < 64 || isMonotonous(key) || /\.\.\.|…/.test(text) || new Set(key).size < 20) return null;
  if (isTestPath(path) && keyFile.test(path)) return { confidence: 'hint', note: 'a key file of the tests' };
  return /ENCRYPTED/.test(whole.slice(0, 300))
    ? { confidence: 'likely', note: 'protected by a passphrase' }
    : { confidence: 'certain' };
}
