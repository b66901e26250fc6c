import { describe, expect, test } from 'vitest';
import { credentialFile, credentialFiles, keyStore } from '../../../src/facts/secrets/files.ts';
import { drawn, gitHub, hex, pem } from './samples.ts';

async function held(path: string, text: string) {
  expect(credentialFiles.matches(path), path).toBe(true);
  const value = (await credentialFiles.parse({ path, text, firstLine: 1 }))?.value;
  return value?.holdsCredential === true ? `${value.confidence}:${value.line}` : false;
}

describe('by name', () => {
  test.each([
    '.env',
    'app/.env.local',
    '.env.production',
    '.env.test',
    'prod.env',
    '.envrc',
    'kaggle.json',
    '.kaggle/kaggle.json',
    'keys/id_rsa',
    'id_ed25519',
    'certs/server.pem',
    'a.KEY',
    'my-service-account.json',
    'gcp_service_account_key.json',
    'bq-credentials.json',
    'credentials.json',
    'client_secret_12.json',
    '.pypirc',
    '.netrc',
    '_netrc',
    '.aws/credentials',
    '.git-credentials',
    '.htpasswd',
    '.streamlit/secrets.toml',
    'infra/terraform.tfvars',
    'infra/terraform.tfstate',
    '.npmrc',
    '.dvc/config.local',
    'store.p12',
    'x.pfx',
    'release.jks',
  ])('%s', (path) => {
    expect(credentialFile(path)).not.toBeNull();
  });

  test.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    'env.py',
    'example.env',
    '.environment',
    'id_rsa.pub',
    'id_ed25519.pub',
    'src/credentials.py',
    'aws/credentials.md',
    'service_account.py',
    'client_secret.example.json',
    'keys.json',
    'monkey.py',
    'debug.keystore',
    'truststore.jks',
    '.envs/readme',
  ])('not %s', (path) => {
    expect(credentialFile(path)).toBeNull();
  });

  test('key stores are named, and not read', () => {
    expect(keyStore('a/b.P12')).toBe('key store');
    expect(keyStore('a.pem')).toBeNull();
    expect(credentialFiles.matches('a/b.p12')).toBe(false);
  });
});

describe('by content', () => {
  test.each([
    ['.env', ''],
    [
      '.env',
      '# nothing\nDEBUG=1\nPORT=8000\nMODEL_PATH=/models/a.bin\nLOG_LEVEL=info\nTOKENIZERS_PARALLELISM=false\nMAX_TOKENS=512\n',
    ],
    [
      '.env',
      'OPENAI_API_KEY=\nSECRET_KEY="changeme"\nAPI_TOKEN=<token>\nDB_PASSWORD=$DB_PASSWORD\nWANDB_API_KEY=your_key_here\n',
    ],
    ['.env', 'GOOGLE_APPLICATION_CREDENTIALS=./key.json\nSSH_KEY=~/.ssh/id_rsa\nAUTH=true\nAPI_KEY=xxx\n'],
    ['ca.pem', `-----BEGIN CERTIFICATE-----\n${drawn(64)}\n-----END CERTIFICATE-----\n`],
    ['public.key', `-----BEGIN PUBLIC KEY-----\n${drawn(64)}\n${drawn(64, 2)}\n-----END PUBLIC KEY-----\n`],
    ['kaggle.json', '{"username": "your-username", "key": "your-key"}'],
    [
      'credentials.json',
      '{"type": "service_account", "project_id": "x", "private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----"}',
    ],
    ['.npmrc', 'package-lock=false\nregistry=https://packages.example.com/\n'],
    ['prod.tfvars', 'region = "eu-west-1"\nbucket = "models"\n'],
    ['.netrc', 'machine github.com login me password $TOKEN\n'],
  ])('%s holds none: %j', async (path, text) => {
    expect(await held(path, text)).toBe(false);
  });

  test.each([
    ['.env', `DEBUG=1\nHF_TOKEN=${gitHub()}\n`, 'certain:2'],
    ['.env', `DEBUG=1\n\nexport DB_PASSWORD='${drawn(12)}' # prod\n`, 'likely:3'],
    ['.env', 'POSTGRES_PASSWORD=postgres\n', 'hint:1'],
    ['tests/.env', `SOME_SECRET=${drawn(12)}\n`, 'hint:1'],
    ['id_rsa', pem(), 'certain:1'],
    ['deploy/server.key', pem(2, ''), 'certain:1'],
    ['tests/certs/server.key', pem(2, ''), 'hint:1'],
    ['kaggle.json', `{"username":"me","key":"${hex(32)}"}`, 'certain:1'],
    ['my-service-account.json', JSON.stringify({ type: 'service_account', private_key: pem() }, null, 2), 'certain:3'],
    ['client_secret_1.json', JSON.stringify({ installed: { client_id: 'x', client_secret: drawn(24) } }), 'likely:1'],
    ['.pypirc', `[pypi]\nusername = me\npassword = ${drawn(14)}\n`, 'likely:3'],
    ['.netrc', `machine x.io\nlogin me\npassword ${drawn(14)}\n`, 'certain:3'],
    ['.aws/credentials', `[default]\naws_secret_access_key = ${drawn(40)}\n`, 'certain:2'],
    ['.git-credentials', `https://me:${drawn(20)}@github.com\n`, 'certain:1'],
    ['.htpasswd', `me:$apr1$${drawn(8)}$${drawn(22)}\n`, 'likely:1'],
    ['.streamlit/secrets.toml', `[db]\npassword = "${drawn(12)}"\n`, 'likely:2'],
    ['a.tfvars', `db_password = "${drawn(12)}"\n`, 'likely:1'],
  ])('%s holds one', async (path, text, expected) => {
    expect(await held(path, text)).toBe(expected);
  });
});

test('a template of secrets with comments for values holds none, nor do the hashes of a scanner', async () => {
  const template =
    'kind: Secret\nstringData:\n  API_KEY: changeme # to be set\n  tls.key: # Base64 encoded private key\n';
  expect(await held('k8s/secrets.yaml', template)).toBe(false);
  expect(credentialFiles.matches('.secrets.baseline')).toBe(false);
});
