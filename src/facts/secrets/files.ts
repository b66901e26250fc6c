import type { Confidence, FileText, Reader } from '../../model.ts';
import { isTestPath } from './paths.ts';
import { isCommonPassword, isPlaceholder, looksDrawn } from './placeholder.ts';
import { secretsIn } from './secrets-in.ts';

/** A file that is made to hold a credential, and whether it does. */
export interface CredentialFile {
  readonly kind: string;
  /** Where the credential stands; 1 where there is none. */
  readonly line: number;
  readonly holdsCredential: boolean;
  readonly confidence: Confidence;
}

const sample =
  /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|schema|enc|encrypted|gpg|age)(?:[._-]|$)/;
const names: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[\w-]+\.env|\.envrc)$/, 'environment file'],
  [/(?:^|\/)kaggle\.json$/, 'Kaggle key file'],
  [/(?:^|\/)[\w.-]*id_(?:rsa|dsa|ecdsa|ed25519)$/, 'SSH private key'],
  [/\.(?:pem|key|ppk|p8)$/, 'key file'],
  [
    /(?:^|\/)(?:[\w.-]*service[-_]?account[\w.-]*|[\w.-]*[-_.]credentials?|credentials?|client_secret[\w.-]*|gcp[-_]key[\w.-]*|application_default_credentials)\.json$/,
    'service credentials',
  ],
  [/(?:^|\/)\.pypirc$/, 'PyPI credentials'],
  [/(?:^|\/)[._]netrc$/, 'netrc file'],
  [/(?:^|\/)\.aws\/credentials$/, 'AWS credentials'],
  [/(?:^|\/)\.git-credentials$/, 'Git credentials'],
  [/(?:^|\/)\.(?:htpasswd|pgpass|my\.cnf|boto|s3cfg|databrickscfg|comet\.config|npmrc)$/, 'credentials of a tool'],
  [/(?:^|\/)\.(?:docker\/config\.json|dockercfg)$/, 'Docker credentials'],
  [
    /(?:^|\/)\.?streamlit\/secrets\.toml$|(?:^|\/)\.secrets(?:\.(?!baseline$)\w+)?$|(?:^|\/)secrets\.(?:toml|ya?ml|json|env|ini)$/,
    'secrets file',
  ],
  [/\.tfvars(?:\.json)?$|\.tfstate(?:\.backup)?$/, 'Terraform variables or state'],
  [/(?:^|\/)\.dvc\/config\.local$/, 'DVC credentials'],
  [/(?:^|\/)(?:kubeconfig|\.kube\/config)$/, 'Kubernetes credentials'],
];
const stores = /\.(?:p12|pfx|jks|keystore)$/;

/**
 * What kind of credential file a path is by its name, or `null`. Names that say `example`, `sample`, `template`,
 * `dist`, `default` or `schema` are made to be committed, and so are encrypted ones and public halves (`.pub`);
 * `.env.test` is a credential file like any other `.env`.
 */
export function credentialFile(path: string): string | null {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (sample.test(name)) return null;
  return keyStore(path) ?? names.find(([pattern]) => pattern.test(lower))?.[1] ?? null;
}

/**
 * The kind of a binary key store (PKCS #12, Java), which nobody can look into without its password; else `null`.
 * Android's debug store is the same for everybody, and a trust store holds certificates only.
 */
export function keyStore(path: string): string | null {
  const name = path.toLowerCase().slice(path.lastIndexOf('/') + 1);
  return stores.test(name) && !/^debug\.|trust-?_?store/.test(name) ? 'key store' : null;
}

/**
 * Credential files that are text, each with what it holds. Settings without secrets (`DEBUG=1`), empty values,
 * placeholders, variables, public keys and certificates are no credential. Defaults of local services
 * (`POSTGRES_PASSWORD=postgres`) are hints, and so is what only a name gives away, and any private key file, below
 * a tests folder. Key stores are binary and never come here: see `keyStore`.
 */
export const credentialFiles: Reader<CredentialFile> = {
  kind: 'credential-file',
  cap: 'none',
  windowed: true,
  everywhere: true,
  matches: (path) => credentialFile(path) !== null && keyStore(path) === null,
  parse: async (file) => {
    const kind = credentialFile(file.path);
    if (kind === null) return null;
    const found = strongest([...(await secretsIn(file)), ...byName(file)]);
    const value =
      found === null
        ? { kind, line: file.firstLine, holdsCredential: false, confidence: 'certain' as const }
        : { kind, line: found.line, holdsCredential: true, confidence: found.confidence };
    return { value };
  },
};

interface Found {
  readonly line: number;
  readonly confidence: Confidence;
}

const secretName =
  /(?:^|[_.-])(?:key|api_?key|apikey|secret|token|password|passwd|pass|pwd|passphrase|credentials?|salt|private_key|access_key|auth)$|(?:secret|token|password|apikey|accesskey|privatekey)$/i;
const harmlessName =
  /(?:public|pub|project|partition|primary|foreign|sort|strategy|object|bucket|cache|max|min|num|pad|eos|bos|unk|mask|sep|cls)[_.-]?(?:key|token|auth)$/i;
const harmlessValue =
  /^(?:true|false|yes|no|on|off|null|none|nil|enabled?|disabled?|basic|bearer|md5|sha\d+|required|optional|[-\d.]{1,8}|~?\.{0,2}\/[\w./ -]*|[a-z]:\\.*|[^\s]*\.(?:json|pem|key|crt|txt|ya?ml|toml|env)|arn:.*|(?:https?|file|s3|gs):\/\/.*|enc\[.*|!vault.*|.{1,3})$/i;
/** Hashes of `crypt` and Apache, whose dollar signs look like variables. */
const hashed = /^(?:\$(?:apr1|2[abxy]|5|6|y)\$|\{SHA\}).{8}/;
const mostLines = 20_000;

/** Names and values of environment, INI, TOML, YAML and JSON files, of netrc and of password tables. */
function byName({ path, text, firstLine }: FileText): readonly Found[] {
  const found: Found[] = [];
  const inTests = isTestPath(path);
  const add = (value: string, line: number): void => {
    if (harmlessValue.test(value) || (isPlaceholder(value) && !hashed.test(value))) return;
    found.push({ line, confidence: inTests || isCommonPassword(value) ? 'hint' : 'likely' });
  };
  if (/\.(?:json|tfstate|dockercfg)$/i.test(path)) {
    for (const match of text.matchAll(/"([\w.-]{1,100})"\s{0,20}:\s{0,20}"([^"\\]{4,4000})"/g)) {
      if (isSecretName(match[1] ?? '')) add(match[2] ?? '', firstLine + newlines(text.slice(0, match.index)));
    }
    return found;
  }
  const bare = /\.key$/i.test(path) && !text.includes('-----BEGIN');
  for (const [index, raw] of text.split('\n', mostLines).entries()) {
    const line = raw.slice(0, 2000).trim();
    if (line === '' || /^(?:#|;|\/\/)/.test(line)) continue;
    const value = bare && looksDrawn(line) ? line : secretValue(line, path);
    if (value !== null) add(value, firstLine + index);
  }
  return found;
}

function secretValue(line: string, path: string): string | null {
  if (/[._]netrc$/i.test(path)) return /(?:^|\s)password\s+(\S+)/.exec(line)?.[1] ?? null;
  if (/\.htpasswd$/i.test(path)) return /^[^:]+:(\S+)$/.exec(line)?.[1] ?? null;
  if (/\.pgpass$/i.test(path)) return /^(?:[^:]*:){4}(\S+)$/.exec(line)?.[1] ?? null;
  const [, name = '', value = ''] = /^(?:export\s+|set\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(.*)$/.exec(line) ?? [];
  if (!isSecretName(name)) return null;
  return /^(["'])(.*?)\1/.exec(value)?.[2] ?? value.replace(/(?:\s+#|^#\s).*$|,$/g, '').trim();
}

function isSecretName(name: string): boolean {
  return secretName.test(name) && !harmlessName.test(name);
}

function strongest(found: readonly Found[]): Found | null {
  for (const wanted of ['certain', 'likely', 'hint'] as const) {
    const first = found.find(({ confidence }) => confidence === wanted);
    if (first !== undefined) return first;
  }
  return null;
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
