import type { SecretLintRuleContext, SecretLintRuleCreator, SecretLintSourceCode } from '@secretlint/types';
import { isPlaceholder } from './placeholder.ts';
import { isPublished } from './published.ts';
import type { Hit } from './secret.ts';

interface PresetRule {
  readonly kind: string;
  /** Matches, without regard to case, wherever the rule does, and begins with a literal in each alternative. */
  readonly gate: string;
}

/**
 * The scanners of secretlint's recommended preset by the end of their id. Absent on purpose: `filter-comments`, since
 * a comment of the audited file must not silence anything; `gcp`, which parses whole documents and reads `.p12` files
 * from the disk by itself; `aws` and `npm`, which report a range that is not the credential's; and `slack`, `basicauth`
 * and `database-connection-string`. Rules of ours find all that these find, and tell drawn tokens from words and local
 * passwords from leaked ones.
 */
export const presetRules: ReadonlyMap<string, PresetRule> = new Map([
  ['openai', { kind: 'OpenAI key', gate: 'T3BlbkFJ' }],
  ['anthropic', { kind: 'Anthropic key', gate: String.raw`sk-ant-api0\d-[A-Za-z0-9_-]{90}` }],
  ['groq', { kind: 'Groq key', gate: 'gsk_[a-zA-Z0-9]{52}' }],
  ['huggingface', { kind: 'Hugging Face token', gate: 'hf_[a-zA-Z]{34}' }],
  ['linear', { kind: 'Linear token', gate: 'lin_api_[a-zA-Z0-9_]{32}' }],
  ['notion', { kind: 'Notion token', gate: 'ntn_[0-9]{11}' }],
  ['privatekey', { kind: 'private key', gate: '-----BEGIN[ ]?(?:(?:RSA|DSA|EC|OPENSSH|PGP) )?PRIVATE KEY' }],
  ['sendgrid', { kind: 'SendGrid key', gate: String.raw`SG\.\w{1,128}\.\w` }],
  ['shopify', { kind: 'Shopify key', gate: '(?:shppa|shpca|shpat|shpss)_[a-zA-Z0-9]{32}' }],
  ['github', { kind: 'GitHub token', gate: 'gh[pousr]_[A-Za-z0-9_]{36}|github_pat_[A-Za-z0-9_]{82}' }],
  ['gitlab', { kind: 'GitLab token', gate: 'glpat-[A-Za-z0-9_-]{20}' }],
  ['grafana', { kind: 'Grafana token', gate: 'glc_[A-Za-z0-9+/]{32}|glsa_[A-Za-z0-9]{32}_' }],
  ['1password', { kind: '1Password token', gate: 'ops_ey[A-Za-z0-9+/=]{100}' }],
  ['hashicorp-vault', { kind: 'Vault token', gate: String.raw`hv[sbr]\.[A-Za-z0-9_-]{90}` }],
  ['vercel', { kind: 'Vercel token', gate: 'vc[piark]_[A-Za-z0-9]{20}' }],
  ['databricks', { kind: 'Databricks token', gate: 'dapi[A-Fa-f0-9]{32}' }],
  ['docker', { kind: 'Docker token', gate: 'dckr_pat_[a-zA-Z0-9_-]{27}' }],
  ['figma', { kind: 'Figma token', gate: 'figd_[A-Za-z0-9_-]{40}' }],
]);

const scanners: Map<string, SecretLintRuleCreator> = new Map();

/**
 * What the named rules of the preset find in a text. The rules are run without secretlint's core: all they need of it
 * is a place to report to, and the core obeys ignore messages, keeps marks of every file and reads the environment.
 */
export async function presetHits(names: ReadonlySet<string>, text: string, path: string): Promise<Hit[]> {
  if (scanners.size === 0) {
    const preset = await import('@secretlint/secretlint-rule-preset-recommend');
    for (const rule of preset.rules) scanners.set(rule.meta.id.replace('@secretlint/secretlint-rule-', ''), rule);
  }
  const hits: Hit[] = [];
  for (const name of names) {
    const kind = presetRules.get(name)?.kind ?? name;
    const scanner = scanners.get(name);
    if (scanner === undefined) throw new Error(`secretlint has no rule ${name}`);
    const context: SecretLintRuleContext = {
      sharedOptions: {},
      createTranslator: () => (messageId) => ({ message: '', messageId: String(messageId), data: {} }),
      report: ({ range: [start, end] }) => {
        const value = text.slice(start, end);
        if (name === 'privatekey' || (!isPlaceholder(value) && !isPublished(value)))
          hits.push({ kind, start, end, confidence: 'certain' });
      },
      ignore: () => undefined,
    };
    const source = { content: text, filePath: path, ext: '', contentType: 'text' } as SecretLintSourceCode;
    await scanner.create(context, {}).file?.(source);
  }
  return hits;
}
