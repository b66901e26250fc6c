import type { Case, Suite } from './suite.ts';

const folder = 'packages/@secretlint';
/** About settings, homes, comments, wallets, patterns of one's own, or services that machine-learning code does not call. */
const skipped = /^(?:preset-.*|pattern|no-.*|filter-comments|example|secp256k1-privatekey|tailscale|cloudflare)$/;
/** Options that change what a snapshot is about. */
const optional = /\/(?:options\.(?:ts|js|json)|\.secretlintrc\.json)$/;

const identifier = 'an identifier, which nobody can log in with';
const exclusions: Readonly<Record<string, string>> = {
  'azure/ng.ad_tenant_id': identifier,
  'azure/ng.azure_client_id': identifier,
  'openai/ok.valid': 'keys of the very form, which are none for a missing infix alone',
};

interface Message {
  readonly range: readonly [number, number];
}

/**
 * The snapshots of https://github.com/secretlint/secretlint that are taken without options. What it finds there is
 * mostly plain invention (`hf_xxxx`, `figd_aBcDeF`), which ours takes for the placeholder that it is; so letters
 * and digits of what it finds are drawn anew, each of its kind.
 */
export const secretlintSnapshots: Suite = {
  name: 'secretlint, snapshots',
  repo: 'secretlint/secretlint',
  least: 0.95,
  cases: (copy) => {
    const snapshots = new Map<string, string[]>();
    for (const path of copy.list(folder)) {
      const [, rule = '', name = ''] = /\/secretlint-rule-([\w-]+)\/test\/snapshots\/([^/]+)\//.exec(path) ?? [];
      const key = `${rule}/${name}`;
      if (name !== '' && !skipped.test(rule)) snapshots.set(key, [...(snapshots.get(key) ?? []), path]);
    }
    return [...snapshots].flatMap(([name, files]): Case[] => {
      const output = files.find((path) => path.endsWith('/output.json'));
      const inputs = files.filter((path) => path !== output && !optional.test(path));
      const options = files.find((path) => optional.test(path));
      // Key stores are no text, and a finding whatever they hold.
      if (output === undefined || inputs.length === 0 || inputs.some((path) => path.endsWith('.p12'))) return [];
      if (options !== undefined && /allows|"options"|enable/.test(copy.text(options))) return [];
      const { messages } = JSON.parse(copy.text(output)) as { messages: readonly Message[] };
      const excluded = exclusions[name];
      const [only = ''] = inputs;
      const text = inputs.length === 1 ? drawn(copy.text(only), messages) : null;
      const shown = (path: string) => path.slice(path.indexOf('/snapshots/')).split('/').slice(3).join('/');
      return [
        {
          name,
          files: Object.fromEntries(inputs.map((path) => [shown(path), text ?? copy.text(path)])),
          rules: ['security/no-secrets', 'security/no-secret-files'],
          expected: messages.length > 0 ? 'finding' : 'silent',
          ...(excluded === undefined ? {} : { excluded }),
        },
      ];
    });
  },
};

/** The found parts with other letters and digits, without the words and hyphens that tell whose they are. */
function drawn(text: string, messages: readonly Message[]): string {
  let state = 7;
  const below = (limit: number): number => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  const any = (from: string): string => from[below(from.length)] ?? '';
  const redrawn = (value: string, lettersOnly = false): string => {
    const narrow = [/^[\da-f]+$/, /^[\dA-F]+$/, /^[\dA-Z]{16,20}$/].find((kind) => kind.test(value));
    return value.replace(/[A-Za-z\d]/g, (old) => {
      if (/\d/.test(old)) return any('234567');
      if (narrow === undefined)
        return any(`abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ${lettersOnly ? '' : '234567'}`);
      return narrow.test('G') ? any('ABCDEFGHIJKLMNOPQRSTUVWXYZ') : any(narrow.test('F') ? 'ABCDEF' : 'abcdef');
    });
  };
  return [...messages]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((whole, { range: [start, end] }) => {
      const found = whole.slice(start, end);
      if (/PRIVATE KEY|[^\x20-~]/.test(found)) return whole;
      const [, before = '', , after = ''] = /^(.*:\/\/[^:@\s]*:)([^@\s]+)(@.*)$/.exec(found) ?? [];
      const kept =
        /^(?:.*[:=@"'\s/]+)?(?:(?:[A-Za-z]{1,8}[_.-])+|[A-Z]{4}(?=[A-Z\d]{16}$)|dapi)?/.exec(found)?.[0] ?? '';
      const fresh =
        before === ''
          ? kept + redrawn(found.slice(kept.length), kept.endsWith('hf_'))
          : before + redrawn('aaaa0aaaa0aaaa0a') + after;
      return whole.slice(0, start) + fresh + whole.slice(end);
    }, text);
}
