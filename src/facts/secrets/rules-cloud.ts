import type { Judgement, Rule } from './secret.ts';
import { assigned, credible, shaped, token } from './shapes.ts';

const secretAccessKey = 'secret[_-]?access[_-]?key|aws[_-]?secret';

/** Keys of clouds and their storage. */
export const cloud: readonly Rule[] = [
  token('AWS access key', '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)([A-Z2-7]{16})', 'likely'),
  {
    ...assigned('AWS secret access key', secretAccessKey, '[A-Za-z0-9/+]{40}'),
    judge: (value) => (/[A-Z]/.test(value) && /[a-z]/.test(value) ? credible(value, 'certain') : null),
  },
  token('Amazon Bedrock key', '(ABSK[A-Za-z0-9+/]{109,269}={0,2})'),
  token('Amazon Bedrock key', 'bedrock-api-key-(YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]{0,4000})'),
  shaped(
    'Azure client secret',
    /(?:^|[\\'"`\s>=:(,)])([a-zA-Z0-9_~.]{3}\dQ~[a-zA-Z0-9_~.-]{31,34})(?=$|[\\'"`\s<),])/gm,
    String.raw`\dQ~[a-zA-Z0-9_~.-]{31}`,
  ),
  shaped(
    'Azure storage or service key',
    /(?:AccountKey|SharedAccessKey|SharedSecretValue|AccessKey)\s{0,2}=\s{0,2}((?:[A-Za-z0-9+/]{86}|[A-Za-z0-9+/]{42,43})={1,2})/g,
  ),
  assigned('Azure storage key', 'account_?key|azure_storage_(?:access_)?key', '[A-Za-z0-9+/]{86}=='),
  {
    kind: 'Azure shared access signature',
    pattern: /[?&]sig=([A-Za-z0-9+/%_-]{43,64}(?:%3D|=))/gi,
    judge: (value, match) => judgeSignature(value, match),
  },
  assigned(
    'Azure OpenAI or Cognitive Services key',
    'azure_(?:openai_)?(?:api_)?key|azure_(?:search|speech|cognitive|vision|translator)[a-z_]{0,20}key|ocp-apim-subscription-key',
    '[0-9a-z]{32}|[0-9a-z]{84}',
  ),
  token('Azure OpenAI key', '([A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{10}AC[A-Za-z0-9]{14})'),
  token('Google OAuth client secret', 'GOCSPX-([A-Za-z0-9_-]{28})'),
  token('Google OAuth token', String.raw`ya29\.([A-Za-z0-9_-]{40,300})`),
  token('Alibaba Cloud access key', '(LTAI[A-Za-z0-9]{16,24})', 'likely'),
  token('DigitalOcean token', 'do[opr]_v1_([a-f0-9]{64})'),
  assigned('Cloudflare key', 'cloudflare[a-z_]{0,20}(?:key|token)|cf_api_(?:key|token)', '[a-z0-9_-]{37,40}'),
  token('Heroku key', '(HRKU-[A-Za-z0-9_-]{36,64})'),
  token('Supabase key', '(?:sbp_([a-f0-9]{40})|sb_secret_[A-Za-z0-9_-]{22,40})'),
];

/** A signature counts beside its version; one that only lets everybody read a single file is a link made to be shared. */
function judgeSignature(value: string, { input, index }: RegExpExecArray): Judgement | null {
  const before = input.slice(Math.max(0, index - 600), index).split(/[\s"'<>]/);
  const behind = input.slice(index, index + 600).split(/[\s"'<>]/, 1);
  const whole = `${before.at(-1)}${behind[0]}`;
  if (!/[?&]s[ve]=/.test(whole)) return null;
  const shared = /[?&]sp=r(?:&|$)/.test(whole) && /[?&]sr=b(?:&|$)/.test(whole);
  const judgement = credible(value, 'certain');
  return judgement !== null && shared ? { confidence: 'hint', note: 'a link that reads one file' } : judgement;
}
