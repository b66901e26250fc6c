import type { Rule } from './secret.ts';
import { assigned, credible, shaped, token } from './shapes.ts';

/** Tokens of code hosts, package registries and build services. */
export const code: readonly Rule[] = [
  token('GitHub token', 'gh[pousr]_([A-Za-z0-9]{36,255})'),
  token(
    'GitHub token',
    String.raw`ghs_([0-9]{1,20}_ey[A-Za-z0-9_-]{10,1000}\.ey[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,2000})`,
  ),
  token('GitHub token', 'github_pat_([A-Za-z0-9_]{82})'),
  token(
    'GitLab token',
    String.raw`gl(?:pat|dt|ft|rt|imt|ffct|soat|agent|oas|ptt)-([A-Za-z0-9_-]{20,300}(?:\.[0-9a-z]{2,9}){0,3})`,
  ),
  token('GitLab token', 'glcbt-([0-9A-Za-z]{1,5}_[0-9A-Za-z_-]{20,64})'),
  token('GitLab token', 'GR1348941([A-Za-z0-9_-]{20})'),
  token('GitLab session', '_gitlab_session=([0-9a-z]{32})'),
  token('npm token', 'npm_([A-Za-z0-9]{36})', 'certain', 'gi'),
  shaped(
    'npm token',
    /(?:^|[:/\s])_(?:authToken|password|auth)\s{0,2}=\s{0,2}"?([A-Za-z0-9+/=_.-]{16,200})"?\s{0,8}$/gm,
  ),
  token('PyPI token', 'pypi-(AgE[A-Za-z0-9_-]{60,1000})'),
  token('Docker token', 'dckr_(?:pat|oat)_([A-Za-z0-9_-]{27,32})'),
  {
    kind: 'Docker registry login',
    pattern: /["']auth\\?["']\s{0,4}:\s{0,4}\\?["']([A-Za-z0-9+/]{16,400}={0,2})\\?["']/g,
    judge: (value) =>
      /^[\x21-\x7e]{1,200}:[\x21-\x7e]{6,}$/.test(decoded(value))
        ? credible(decoded(value).replace(/^[^:]*:/, ''), 'certain')
        : null,
  },
  token('RubyGems token', 'rubygems_([a-f0-9]{48})'),
  token('Atlassian token', 'ATATT3([A-Za-z0-9_=-]{180,200})'),
  token('Terraform token', String.raw`([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70})`),
  token('Pulumi token', 'pul-([a-f0-9]{40})'),
  token('Vault token', String.raw`hv[sbr]\.([A-Za-z0-9_-]{60,300})`),
  token('Sonar token', 'sq[apu]_([a-f0-9]{40})'),
  assigned('Codecov token', 'codecov_token', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'likely'),
  token('age secret key', 'AGE-SECRET-KEY-1([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})'),
];

function decoded(value: string): string {
  try {
    return atob(value);
  } catch {
    return '';
  }
}
