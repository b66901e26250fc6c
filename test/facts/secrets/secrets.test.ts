import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Secret, secrets } from '../../../src/facts/secrets/reader.ts';
import { drawn, gitHub, glue, hex, huggingFace, jwt, pem, positives, uuid } from './samples.ts';

async function found(text: string, path = 'src/train.py', firstLine = 1): Promise<readonly Secret[]> {
  return (await secrets.parse({ path, text, firstLine }))?.value ?? [];
}

describe('credentials are found', () => {
  test.each(positives)('%s %#', async (kind, text) => {
    const strong = (await found(`# first\n${text}\n`, 'config.env')).filter(({ confidence }) => confidence !== 'hint');
    expect(strong.map((secret) => secret.kind)).toEqual([kind]);
    expect(strong[0]?.line).toBeGreaterThan(1);
  });

  test('position is that of the token, on Windows line ends too, and a window counts from its first line', async () => {
    expect(await found(`import os\r\nTOKEN = "${huggingFace()}"\r\n`, 'a.py', 41)).toEqual([
      { kind: 'Hugging Face token', line: 42, column: 10, confidence: 'certain' },
    ]);
  });

  test('several on one line are told apart and stand in order', async () => {
    const secretsFound = await found(`use("${gitHub()}", "${huggingFace()}", "${gitHub(2)}")`);
    expect(secretsFound.map(({ kind }) => kind)).toEqual(['GitHub token', 'Hugging Face token', 'GitHub token']);
  });

  test('comments of the audited file silence nothing', async () => {
    for (const comment of [
      'secretlint-disable',
      'gitleaks:allow',
      'nosec',
      'trufflehog:ignore',
      'pragma: allowlist secret',
    ]) {
      expect(await found(`# ${comment}\ntoken = "${huggingFace()}"  # ${comment}\n`), comment).toHaveLength(1);
      expect(
        await found(`<!-- secretlint-disable -->\n${glue('lin', '_api_', drawn(40))}\n`, 'README.md'),
        comment,
      ).toHaveLength(1);
    }
  });

  test.each(['tests/test_hub.py', 'docs/usage.md', '.env.example', 'examples/run.sh', 'node_modules/x/index.js'])(
    'a real-looking token is certain in %s',
    async (path) => {
      expect((await found(`x = "${huggingFace()}"`, path))[0]?.confidence).toBe('certain');
    },
  );

  test('in Dockerfiles, YAML and after an escape of a source string', async () => {
    expect(await found(`FROM python\nENV HF_TOKEN ${huggingFace()}\n`, 'Dockerfile')).toHaveLength(1);
    expect(await found(`env:\n  - name: T\n    value: ${gitHub()}\n`, 'k8s.yaml')).toHaveLength(1);
    expect(await found(String.raw`write("TOKEN=\n${gitHub()}\n")`)).toHaveLength(1);
  });

  test('in one line of minified code', async () => {
    const filler = 'function a(b){return b+"x"};'.repeat(20_000);
    expect(await found(`${filler}var t="${gitHub()}";${filler}`, 'app.min.js')).toHaveLength(1);
  });

  test('a private key written as string literals or with escaped line ends', async () => {
    expect((await found(JSON.stringify({ key: pem() }), 'x.py'))[0]?.kind).toBe('private key');
    const literals = pem()
      .trim()
      .split('\n')
      .map((line) => `    "${line}\\n"`)
      .join('\n');
    expect((await found(`KEY = (\n${literals}\n)`))[0]).toMatchObject({
      kind: 'private key',
      line: 2,
      confidence: 'certain',
    });
  });
});

describe('JSON and notebooks', () => {
  test('escapes of JSON hide nothing', async () => {
    const [token, key] = [huggingFace(), pem()];
    const escapedToken = `\\u00${token.charCodeAt(0).toString(16)}${token.slice(1)}`;
    expect(await found(`{\n  "a": "\\n\\n",\n  "t": "${escapedToken}"}`, 'conf.json')).toEqual([
      { kind: 'Hugging Face token', line: 3, column: 9, confidence: 'certain' },
    ]);
    const account = JSON.stringify({ type: 'service_account', private_key: key }, null, 1);
    expect(await found(account, 'key.json')).toMatchObject([{ kind: 'private key', line: 3, confidence: 'certain' }]);
    const slashes = JSON.stringify(positives.find(([kind]) => kind === 'Slack webhook')?.[1]).replaceAll('/', '\\/');
    expect(await found(`{"hook": ${slashes}}`, 'x.json')).toMatchObject([{ kind: 'Slack webhook' }]);
  });

  const notebook = (cells: readonly object[]) =>
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
  const codeCell = (source: string, outputs: readonly object[] = []) => ({
    cell_type: 'code',
    source: source.split(/(?<=\n)/),
    outputs,
    metadata: {},
  });

  test('a cell gives its number and the line within its source', async () => {
    const text = notebook([codeCell('1'), codeCell(`import os\n\nos.environ["X"] = "${huggingFace()}"\n`)]);
    expect(await found(text, 'a.ipynb')).toEqual([
      { kind: 'Hugging Face token', cell: 1, line: 3, column: 20, confidence: 'certain' },
    ]);
  });

  test.each([
    ['stream', { output_type: 'stream', name: 'stdout', text: ['saved\n', `token ${gitHub()}\n`] }],
    ['plain text', { output_type: 'execute_result', data: { 'text/plain': [`'${gitHub()}'`] } }],
    ['HTML', { output_type: 'display_data', data: { 'text/html': `<b>${gitHub()}</b>` } }],
    ['traceback', { output_type: 'error', ename: 'E', evalue: '', traceback: ['\u001b[0;31mE\u001b[0m', gitHub()] }],
  ])('outputs: %s', async (_, output) => {
    expect(await found(notebook([codeCell('x', [output])]), 'a.ipynb')).toEqual([
      { kind: 'GitHub token', cell: 0, line: 1, column: 1, confidence: 'certain', note: 'in the output' },
    ]);
  });

  test('pictures are skipped, Markdown cells and metadata are not', async () => {
    const picture = { output_type: 'display_data', data: { 'image/png': gitHub() } };
    expect(await found(notebook([codeCell('x', [picture])]), 'a.ipynb')).toEqual([]);
    expect(await found(notebook([{ cell_type: 'markdown', source: gitHub() }]), 'a.ipynb')).toHaveLength(1);
    const metadata = JSON.stringify({ cells: [], metadata: { colab: { token: gitHub() } } });
    expect(await found(metadata, 'a.ipynb')).toMatchObject([
      { kind: 'GitHub token', note: 'in the metadata of the notebook' },
    ]);
  });

  test('a Kaggle key in a notebook, where its quotes are escaped', async () => {
    const text = notebook([codeCell(`api = {"username":"me","key":"${hex(32)}"}`)]);
    expect(await found(text, 'a.ipynb')).toMatchObject([{ kind: 'Kaggle key', cell: 0, line: 1 }]);
  });

  test('a broken notebook and a window of one are read as text', async () => {
    const text = notebook([codeCell(`x = "${gitHub()}"`)]);
    expect(await found(text.slice(0, -20), 'a.ipynb')).toMatchObject([{ kind: 'GitHub token', confidence: 'certain' }]);
    expect((await found(text, 'a.ipynb', 500))[0]?.line).toBeGreaterThan(500);
  });
});

describe('what only looks like a credential', () => {
  test.each([
    glue('hf', '_', 'x'.repeat(34)),
    `token = "${glue('hf', '_', 'your_token_here')}"`,
    'OPENAI_API_KEY=sk-...',
    `key = "${glue('sk-', 'x'.repeat(48))}"`,
    glue('sk-', 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL'),
    glue('AK', 'IAIOSFODNN7', 'EXAMPLE'),
    `aws_secret_access_key = ${glue('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY')}`,
    glue('gh', 'p_', '0'.repeat(36)),
    glue('gh', 'p_', 'abc123'.repeat(6)),
    glue('WANDB_API_KEY=$', '{WANDB_API_KEY}'),
    'wandb.login(key=os.environ["WANDB_API_KEY"])',
    'api_key = os.getenv("OPENAI_API_KEY")',
    'api_key: "{{ lookup(secret) }}"',
    'API_KEY=<your api key>',
    'password: changeme',
    glue('postgresql://$', '{DB_USER}:$', '{DB_PASSWORD}@db.acme.io/x'),
    'f"mysql://{user}:{password}@{host}/db"',
    'https://<user>:<token>@github.com/x',
    'http://user:password@proxy:8080',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----',
    `-----BEGIN CERTIFICATE-----\n${drawn(64)}\n${drawn(64, 2)}\n-----END CERTIFICATE-----`,
    `    "integrity": "sha512-${drawn(86)}=="`,
    `    --hash=sha256:${hex(64)}`,
    `commit ${hex(40)}`,
    `"id": "${uuid()}"`,
    `wandb @ git+https://github.com/wandb/wandb@${hex(40)}`,
    'tokenizer.pad_token_id = tokenizer.eos_token_id',
    'class hf_ModelForConditionalGenerationWithPast: pass',
    jwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 }),
    'Slack: xoxb-your-token, xoxb-12345-abcd234',
  ])('%s', async (text) => {
    expect(await found(text, 'src/app.py')).toEqual([]);
  });

  test.each([
    ['docker-compose.yml', 'DATABASE_URL: postgres://postgres:postgres@localhost:5432/app'],
    ['docker-compose.yml', 'AIRFLOW__CORE__SQL: postgresql+psycopg2://airflow:airflow@postgres/airflow'],
    ['docker-compose.yml', 'url: postgresql://user:password@db:5432/x'],
    ['.env.example', 'REDIS_URL=redis://default:redispw01@redis:6379'],
    ['README.md', 'mysql://scott:tiger99@db.example.com/test'],
    ['src/a.py', 'amqp://guest:guest@127.0.0.1//'],
    ['docs/api.md', `{"access_token": "${drawn(22)}"}`],
    ['src/a.ts', jwt({ role: 'anon', iss: 'supabase', ref: 'abc' })],
    ['README.md', jwt({ iss: 'github.com', path: '/clip.mp4', nbf: 1712241525, exp: 1712241825 })],
    ['src/a.ts', jwt({ sub: 'x' }, { alg: 'none' })],
    ['tests/certs/server.key', pem()],
  ])('is a hint: %s %s', async (path, text) => {
    expect((await found(text, path)).map(({ confidence }) => confidence)).toEqual(['hint']);
  });

  test('a drawn password stays a leak in Compose files, a weak one on a public host too', async () => {
    expect((await found(`postgres://app:${drawn(16)}@db:5432/x`, 'docker-compose.yml'))[0]?.confidence).toBe('likely');
    expect((await found('postgres://app:postgres@x1.eu-west-1.rds.amazonaws.com/x', 'a.py'))[0]?.confidence).toBe(
      'likely',
    );
  });
});

describe('hostile input', () => {
  const everyChar = fc.string({ unit: 'binary', maxLength: 400 });

  test('no text makes it throw, as code, JSON or notebook', async () => {
    const piece = fc.oneof(everyChar, fc.constantFrom(...positives.map(([, text]) => text)), fc.json());
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('a.py', 'a.json', 'a.ipynb', '.env'),
        async (pieces, path) => {
          for (const { line, column } of await found(pieces.join('\n'), path)) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  test('the credential never appears in what is told of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('a.py', 'a.ipynb'), async (seed, path) => {
        const token = drawn(34, seed, 'ABCDEFGHJKLMNOPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
        const source = `hf = "${glue('hf', '_', token)}"`;
        const text =
          path === 'a.py'
            ? source
            : JSON.stringify({ cells: [{ cell_type: 'code', source, outputs: [{ text: source }] }] });
        const told = JSON.stringify(await found(text, path));
        for (let at = 0; at + 6 <= token.length; at += 1) expect(told).not.toContain(token.slice(at, at + 6));
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    'x',
    ' ',
    'ey',
    'sk-',
    '-----BEGIN PRIVATE KEY-----\nA',
    '://a:',
    'mongodb://a:b',
    'SG.a.',
    'xoxb-1-',
    'http://',
    '&sig=',
    'cohere ',
    '{"a":',
    '[',
    '\\u0041',
    'PuTTY-User-Key-File-3:',
  ])(
    'a megabyte of %j is read in the end',
    async (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      for (const path of ['a.js', 'a.json', 'a.ipynb']) expect(Array.isArray(await found(text, path))).toBe(true);
    },
    20_000,
  );
});

test('files that hold no text are not asked for, all others are', () => {
  for (const path of ['a.png', 'w/model.safetensors', 'x.PT', 'b.ipynb.zip', 'lib.so'])
    expect(secrets.matches(path), path).toBe(false);
  for (const path of ['.env', 'Dockerfile', 'a.ipynb', 'a.csv', 'a.pem', 'x.key', 'LICENSE', 'vendor/a.min.js'])
    expect(secrets.matches(path), path).toBe(true);
});
