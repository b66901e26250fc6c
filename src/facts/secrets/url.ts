import { showsMadeUpValues } from './paths.ts';
import { isCommonPassword, isPlaceholder, looksDrawn } from './placeholder.ts';
import type { Judgement, Rule } from './secret.ts';

const kinds: readonly [RegExp, string][] = [
  [/^(?:jdbc:)?postgres|^redshift|^cockroach|^timescale/, 'PostgreSQL URL with a password'],
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
const local =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|[^.]+|.+\.(?:local|localhost|internal|test|svc|svc\.cluster\.local|lan))$/i;
const made =
  /(?:^|\.)(?:example|invalid|domain|yourdomain|company|myserver|server|host(?:name)?|test)(?:\.(?:com|org|net|local|io|edu))?$/i;

/**
 * User and password before the host of a URL (RFC 3986, 3.2.1).
 *
 * Templates are nothing. What everybody writes (`postgres:postgres`, `user:password`), a name repeated as password,
 * hosts that exist on the own machine only, and documentation's hosts are hints: local passwords are advice, by the
 * catalogue. A password that looks drawn is likely real even where the host is a service of Compose or an example,
 * since such files are deployed; on this machine itself (`localhost`) it stays a hint.
 */
export const urlCredentials: readonly Rule[] = [
  {
    kind: 'URL with a password',
    pattern:
      /([a-z][a-z0-9+.:-]{1,30}):\/\/([^\s:/@"'`<>\\]{0,100}):([^\s/"'`<>\\]{1,200})@([A-Za-z0-9._-]{1,200}|\[[0-9a-f:]{2,40}\])/gi,
    gate: String.raw`:\/\/[^\s:/@"'\`<>\\]{0,100}:[^\s/"'\`<>\\@]{0,200}@`,
    whole: true,
    judge: (_, match, path) => judgeUrl(match, path),
  },
];

function judgeUrl(
  [, scheme = '', user = '', password = '', host = '']: readonly string[],
  path: string,
): Judgement | null {
  const name = scheme
    .toLowerCase()
    .replace(/^[^a-z]*(?=[a-z])/, '')
    .replace(/^.*?(?=(?:jdbc|sqlalchemy):)/, '');
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
  if (kind === undefined) return null;
  if (isTemplate(user) || isTemplate(password) || isTemplate(host) || /^[x*.#-]+$/i.test(password)) return null;
  const web = kind === 'URL with a password';
  if (web && (isCommonPassword(password) || password.length < 6 || isPlaceholder(password))) return null;
  const hint: Judgement = { confidence: 'hint', kind, note: 'a local or made-up password' };
  const loopback = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1)/i.test(host);
  if (
    loopback ||
    isCommonPassword(password) ||
    password.toLowerCase() === user.toLowerCase() ||
    isPlaceholder(password)
  ) {
    const shown =
      local.test(host) ||
      made.test(host) ||
      isPlaceholder(password) ||
      isCommonPassword(user) ||
      showsMadeUpValues(path);
    return shown || password.length < 4 ? hint : { confidence: 'likely', kind };
  }
  if (local.test(host) || made.test(host) || showsMadeUpValues(path)) {
    return looksDrawn(password) && password.length >= 12 && !made.test(host) ? { confidence: 'likely', kind } : hint;
  }
  return { confidence: 'certain', kind };
}

function isTemplate(part: string): boolean {
  return /[{}[\]()<>|]|\$[A-Za-z_({]|^%|%[sdA-Z(]|\.\.\.|…|\*\*|#\{/.test(part.replace(/%[0-9A-F]{2}/gi, ''));
}
