/** Fake credentials, put together at run time so that no scanner stumbles over this repository. */

const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const letters = base62.slice(0, 52);
export const lowHex = '0123456789abcdef';

/** The same characters for the same seed, without the patterns of anything typed by hand. */
export function drawn(length: number, seed = 1, alphabet = base62): string {
  let state = seed * 2654435761;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    text += alphabet[(state >>> 9) % alphabet.length];
  }
  return text;
}

export const hex = (length: number, seed = 1) => drawn(length, seed, lowHex);
export const uuid = (seed = 1) => [8, 4, 4, 4, 12].map((length, index) => hex(length, seed + index)).join('-');
export const glue = (...parts: readonly string[]) => parts.join('');

const base64url = (text: string) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export const huggingFace = (seed = 1) => glue('hf', '_', drawn(34, seed, letters));
export const gitHub = (seed = 1) => glue('gh', 'p_', drawn(36, seed));
export const jwt = (
  claims: object = { sub: 'u-41', exp: 1_900_000_000 },
  header: object = { alg: 'HS256', typ: 'JWT' },
) => [base64url(JSON.stringify(header)), base64url(JSON.stringify(claims)), drawn(43, 5)].join('.');
export const pem = (seed = 1, label = 'RSA ') =>
  [
    `-----BEGIN ${label}`,
    'PRIVATE KEY-----\n',
    glue('MIIEow', drawn(58, seed)),
    '\n',
    drawn(64, seed + 1),
    '\n',
    drawn(64, seed + 2),
    `\n-----END ${label}`,
    'PRIVATE KEY-----\n',
  ].join('');

/** What each kind is called → a text with one of it. */
export const positives: readonly (readonly [kind: string, text: string])[] = [
  ['Hugging Face token', `login(token="${huggingFace()}")`],
  ['Hugging Face token', `token = ${glue('api', '_org_', drawn(34, 2, letters))}`],
  ['Hugging Face token', glue('hf', '_9', drawn(33))],
  ['Weights & Biases key', `export WANDB_API_KEY=${hex(40)}`],
  ['Weights & Biases key', `os.environ["WANDB_API_KEY"] = "${hex(40, 2)}"`],
  ['Weights & Biases key', `wandb.login(key='${hex(40, 3)}')`],
  ['Weights & Biases key', `!wandb login --relogin ${hex(40, 4)}`],
  ['Weights & Biases key', `machine api.wandb.ai\n  login user\n  password ${hex(40, 5)}`],
  ['Weights & Biases key', glue('wandb', '_v1_', drawn(70))],
  ['OpenAI key', glue('sk-', drawn(20), 'T3Blbk', 'FJ', drawn(20, 2))],
  ['OpenAI key', glue('sk-', 'proj-', drawn(74), 'T3Blbk', 'FJ', drawn(74, 2))],
  ['OpenAI key', glue('sk-', 'svcacct-', drawn(58), 'T3Blbk', 'FJ', drawn(58, 2))],
  ['OpenAI key', `openai.api_key = "${glue('sk-', drawn(48))}"`],
  ['Anthropic key', glue('sk-', 'ant-api03-', drawn(93), 'AA')],
  ['OpenRouter key', glue('sk-', 'or-v1-', hex(64))],
  ['API key of DeepSeek or a service like it', glue('sk-', hex(32))],
  ['LangSmith key', glue('lsv2', '_pt_', hex(32), '_', hex(10))],
  ['Replicate token', glue('r8', '_', drawn(37))],
  ['Pinecone key', glue('pcsk', '_', drawn(6), '_', drawn(63))],
  ['Pinecone key', `PINECONE_API_KEY=${uuid()}`],
  ['Groq key', glue('gsk', '_', drawn(52))],
  ['Perplexity key', glue('pplx', '-', drawn(48))],
  ['NVIDIA key', glue('nvapi', '-', drawn(64))],
  ['Voyage key', glue('pa', '-', drawn(43))],
  ['Google key', glue('AI', 'zaSy', drawn(33))],
  ['Cohere key', `cohere.Client("${drawn(40)}")`],
  ['Cohere key', `export CO_API_KEY=${drawn(40)}`],
  ['Mistral key', `MISTRAL_API_KEY=${drawn(32)}`],
  ['Together key', `TOGETHER_API_KEY: "${hex(64)}"`],
  ['Kaggle key', `{"username":"someone","key":"${hex(32)}"}`],
  ['Kaggle key', `os.environ['KAGGLE_KEY'] = '${hex(32)}'`],
  ['Comet key', `experiment = comet_ml.Experiment(api_key="${drawn(25)}")`],
  [
    'Neptune token',
    glue('eyJhcGlf', 'YWRkcmVzcyI6', btoa(`"https://app.neptune.ai","api_key":"${uuid()}"}`).replace(/=+$/, '')),
  ],
  ['Roboflow key', `rf = Roboflow(api_key="${drawn(20)}")`],
  ['ngrok token', `!ngrok authtoken ${drawn(27)}_${drawn(21, 2)}`],
  ['Databricks token', glue('da', 'pi', hex(32), '-2')],
  ['AWS access key', glue('AK', 'IA', drawn(16, 1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'))],
  ['AWS secret access key', `aws_secret_access_key = ${drawn(40)}`],
  ['Azure client secret', `secret=${glue('aB3', '8', 'Q~', drawn(34))}`],
  ['Azure storage or service key', `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${drawn(86)}==;`],
  ['Azure shared access signature', `https://x.blob.core.windows.net/c?sv=2020-08-04&sp=rw&sig=${drawn(43)}%3D`],
  ['Azure OpenAI or Cognitive Services key', `AZURE_OPENAI_API_KEY=${hex(32)}`],
  ['GitHub token', gitHub()],
  ['GitHub token', glue('github', '_pat_', drawn(22), '_', drawn(59, 2))],
  ['GitLab token', glue('gl', 'pat-', drawn(20))],
  ['AWS secret access key', `"secretAccessKey": "${drawn(40, 2)}"`],
  ['npm token', glue('np', 'm_', drawn(36))],
  ['npm token', `//npm.acme.io/:_authToken=${uuid()}`],
  ['URL with a password', `"x": "git+https://${hex(40)}:x-oauth-basic@github.com/a/b.git"`],
  ['PyPI token', glue('pypi', '-AgEIcHlwaS5vcmc', drawn(90))],
  ['Docker token', glue('dckr', '_pat_', drawn(27))],
  ['Docker registry login', `{"auths": {"x.io": {"auth": "${btoa(`robot:${drawn(24)}`)}"}}}`],
  ['Slack token', glue('xox', 'b-2364535789652-5152386766518-', drawn(24))],
  ['Slack webhook', glue('https://hooks.', 'slack.com/services/T0DCUJB1Q/B0DD08H5G/', drawn(24))],
  ['Stripe key', glue('sk', '_live_', drawn(24))],
  ['Telegram bot token', glue('7361845290', ':AA', drawn(33))],
  ['SendGrid key', glue('SG', '.', drawn(22), '.', drawn(43, 2))],
  ['Twilio token', `TWILIO_AUTH_TOKEN=${hex(32)}`],
  ['netrc password', `machine git.corp.io login me password ${drawn(16)}`],
  ['private key', pem()],
  ['private key', pem(3, '')],
  ['JSON Web Token', jwt()],
  ['JSON Web Token', btoa(jwt())],
  ['PostgreSQL URL with a password', `postgresql+psycopg2://app:${drawn(14)}@db.prod.acme.io:5432/x`],
  ['MySQL URL with a password', `mysql://app:${drawn(14)}@10.2.3.4.acme.io/x`],
  ['MongoDB URL with a password', `mongodb+srv://app:${drawn(14)}@cluster0.ab1cd.mongodb.net`],
  ['Redis URL with a password', `redis://:${drawn(14)}@cache.acme.io:6379/0`],
  ['message broker URL with a password', `amqps://app:${drawn(14)}@mq.acme.io/v`],
  ['URL with a password', `git clone https://me:${drawn(14)}@git.acme.io/x.git`],
  ['MySQL URL with a password', `jdbc:mysql://app:${drawn(14)}@db.acme.io:3306/x`],
  ['PostgreSQL URL with a password', `f"postgresql://app:${drawn(14)}@{host}/x"`],
  ['database connection string with a password', `jdbc:postgresql://db.acme.io/x?user=a&password=${drawn(14)}`],
  ['database connection string with a password', `"Server=tcp:db.acme.io;User ID=sa;Password=${drawn(14)};"`],
  ['GitHub token', glue('gh', 's_41234_', jwt())],
  ['API key or secret', `WEATHER = dict(api_key="${hex(32)}")`],
  ['password', `connect(password="${drawn(14)}")`],
];

/** For every scanner of secretlint's preset that is run: a text that it finds something in. */
export const presetPositives: Readonly<Record<string, readonly string[]>> = {
  openai: [glue('sk-', drawn(20), 'T3Blbk', 'FJ', drawn(20, 2))],
  anthropic: [glue('sk-', 'ant-api04-', drawn(93), 'AA')],
  groq: [glue('gsk', '_', drawn(52))],
  huggingface: [huggingFace(7)],
  linear: [glue('lin', '_api_', drawn(40))],
  notion: [glue('nt', 'n_', drawn(11, 1, '0123456789'), drawn(35))],
  privatekey: [pem(), pem(4, 'EC '), pem(5, '')],
  sendgrid: [glue('SG', '.', drawn(22), '.', drawn(43, 2))],
  shopify: ['shppa', 'shpca', 'shpat', 'shpss'].map((prefix) => glue(prefix, '_', hex(32))),
  github: [
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((prefix) => glue(prefix, '_', drawn(36))),
    glue('github', '_pat_', drawn(82)),
  ],
  gitlab: [glue('gl', 'pat-', drawn(20))],
  grafana: [glue('gl', 'c_', drawn(60)), glue('gl', 'sa_', drawn(32), '_', hex(8))],
  '1password': [glue('ops', '_', btoa(JSON.stringify({ email: 'x@y', secretKey: drawn(90), version: {} })))],
  'hashicorp-vault': ['hvs', 'hvr'].map((prefix) => glue(prefix, '.', drawn(95))).concat(glue('hvb', '.', drawn(160))),
  vercel: ['vcp', 'vci', 'vca', 'vcr', 'vck'].map((prefix) => glue(prefix, '_', drawn(24))),
  databricks: [glue('da', 'pi', hex(32))],
  docker: [glue('dckr', '_pat_', drawn(27))],
  figma: [glue('fi', 'gd_', drawn(45))],
};
