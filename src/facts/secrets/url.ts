import { showsMadeUpValues } from './paths.ts';
import { isCommonPassword, isPlaceholder, looksDrawn } from './placeholder.ts';
import type { Judgement, Rule } from './secret.ts';
import { credible } from './shapes.ts';

const kinds: readonly [RegExp, string][] = [
  [/^postgres|^redshift|^cockroach|^timescale/, 'PostgreSQL URL with a password'],
  [/^mysql|^mariadb/, 'MySQL URL with a password'],
  [/^mongodb/, 'MongoDB URL with a password'],
  [/^rediss?|^valkey/, 'Redis URL with a password'],
  [/^amqps?|^pyamqp|^kafka|^nats|^mqtts?|^pulsar/, 'message broker URL with a password'],
  [
    /^mssql|^sqlserver|^oracle|^snowflake|^clickhouse|^neo4j|^bolt|^db2|^trino|^presto|^hive|^vertica|^teradata|^databricks/,
    'database URL with a password',
  ],
  [
    /^(?:git\+)?https?|^ftps?|^sftp|^ssh|^smtps?|^imaps?|^ldaps?|^socks|^s3|^wss?|^rtsps?|^smb|^svn/,
    'URL with a password',
  ],
];
const loopback = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1)/i;
const local =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|[^.]+|.+\.(?:local|localhost|internal|svc|svc\.cluster\.local|lan))$/i;
/** Names reserved for documentation (RFC 2606), and words that stand for a host. */
const made = /(?:^|\.)example\.(?:com|org|net|edu)$|\.(?:example|invalid|test)$|^(?:your|my|some)[-_.]/i;
/** The host is a template, and the password beside it is written out. */
const unknown = /^[${%<]/;

/**
 * User and password before the host of a URL (RFC 3986, 3.2.1).
 *
 * Templates are nothing. What everybody writes (`postgres:postgres`, `user:password`), a name repeated as password,
 * hosts that exist on the own machine or network only, and hosts of documentation are hints: local passwords are
 * advice, by the catalogue. A password that looks drawn is likely real even where the host is a service of Compose,
 * since such files are deployed; on this machine itself (`localhost`) it stays a hint.
 */
export const urlCredentials: readonly Rule[] = [
  {
    kind: 'URL with a password',
    pattern:
      /([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:/@"'`<>\\]{0,100}):([^\s/"'`<>\\]{1,200})@([A-Za-z0-9._-]{1,200}|\[[0-9a-f:]{2,40}\]|[{$%<])/gi,
    gate: String.raw`:\/\/[^\s:/@"'\`<>\\]{0,100}:[^\s/"'\`<>\\@]{0,200}@`,
    whole: true,
    judge: (_, match, path) => judgeUrl(match, path),
  },
];

function judgeUrl(match: readonly string[], path: string): Judgement | null {
  const [, scheme = '', user = '', password = '', host = ''] = match;
  const name = scheme.toLowerCase();
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
  if (kind === undefined) return null;
  if (/^x-(?:oauth-basic|access-token)$/.test(password)) return isTemplate(user) ? null : credible(user, 'certain');
  if (isTemplate(user) || isTemplate(password) || /^[x*.#-]+$/i.test(password)) return null;
  const common = isCommonPassword(password) || isPlaceholder(password);
  if (kind === 'URL with a password' && (common || password.length < 6)) return null;
  const hint: Judgement = { confidence: 'hint', kind, note: 'a local or made-up password' };
  const near = local.test(host) && !unknown.test(host) && !name.startsWith('snowflake');
  if (loopback.test(host) || made.test(host) || password.length < 4) return hint;
  if (common || password.toLowerCase() === user.toLowerCase()) {
    const word = /pass|pwd|secret|token|key/i.test(password) || isPlaceholder(password) || isCommonPassword(user);
    const shown = near || word || unknown.test(host) || showsMadeUpValues(path);
    return shown ? hint : { confidence: 'likely', kind };
  }
  if (near || showsMadeUpValues(path)) {
    return looksDrawn(password) ? { confidence: 'likely', kind } : hint;
  }
  return { confidence: 'certain', kind };
}

function isTemplate(part: string): boolean {
  return /[{}[\]<>]|\.[*+]|\(\?|\$[A-Za-z_({]|^%|%[sdA-Z(]|\.\.\.|…|\*\*/.test(part.replace(/%[0-9A-F]{2}/gi, ''));
}
