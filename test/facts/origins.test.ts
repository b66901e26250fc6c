import { describe, expect, it } from 'vitest';
import { dangerousCallsOf } from '../../src/facts/dangerous-calls.ts';
import { python } from '../../src/facts/python/reader.ts';
import { unpickledOf } from '../../src/facts/unpickled.ts';
import { factsFrom } from './support.ts';

const loaded = async (tree: Record<string, string>): Promise<readonly string[]> =>
  unpickledOf(await factsFrom(tree, [python])).map(
    ({ at, from, confidence }) => `${at.line} ${confidence} ${from ?? 'own'}`,
  );

const run = async (tree: Record<string, string>): Promise<readonly string[]> =>
  dangerousCallsOf(await factsFrom(tree, [python])).map(
    ({ path, at, confidence }) => `${path}:${at.line} ${confidence}`,
  );

describe('where what is loaded comes from', () => {
  it('is followed through names, files and helpers', async () => {
    expect(
      await loaded({
        'fetch.py':
          'import io\nimport pickle\nimport requests\n\ndef body(url):\n    return requests.get(url).content\n\nbuffer = io.BytesIO(body("https://example.org/m.pkl"))\nmodel = pickle.load(buffer)\n',
      }),
    ).toEqual(['9 certain a file that is downloaded']);
  });

  it('is what callers of the very function hand over, not those of a namesake', async () => {
    const cache =
      'import pickle\n\nclass Cache:\n    @staticmethod\n    def load(path):\n        with open(path, "rb") as file:\n            return pickle.load(file)\n';
    const other =
      'import json\nimport urllib.request\n\nprint(json.load(urllib.request.urlopen("https://example.org")))\n';
    expect(await loaded({ 'cache.py': cache, 'other.py': other })).toEqual(['7 hint a file that its caller names']);
  });

  it('does not matter after a checksum was compared', async () => {
    expect(
      await loaded({
        'fetch.py':
          'import hashlib\nimport pickle\nimport requests\n\ndef fetch(url, digest):\n    data = requests.get(url).content\n    assert hashlib.sha256(data).hexdigest() == digest\n    return pickle.loads(data)\n',
      }),
    ).toEqual(['8 certain own']);
  });
});

describe('calls that run outside input', () => {
  it('are found through a helper of another module', async () => {
    expect(
      await run({
        'app.py':
          'from flask import Flask, request\nfrom tools import convert\napp = Flask(__name__)\n\n@app.route("/x")\ndef x():\n    return convert(request.args["name"])\n',
        'tools.py': 'import os\n\ndef convert(name):\n    os.system(f"convert {name} out.png")\n',
      }),
    ).toEqual(['tools.py:4 certain']);
  });

  it('are none where what is run is a constant, quoted or of a network', async () => {
    expect(
      await run({
        'a.py':
          'import shlex\nimport subprocess\nfrom flask import request\n\ndef go():\n    subprocess.run("ls *.csv", shell=True)\n    subprocess.run("cat " + shlex.quote(request.args["f"]), shell=True)\n    eval("1 + 1")\n    model.eval()\n',
      }),
    ).toEqual([]);
  });

  it('are found in bounded work, however many there are', async () => {
    const many = 'x = input()\n'.repeat(20_000) + 'eval(x)\n'.repeat(20_000);
    expect((await run({ 'a.py': many })).length).toBeLessThanOrEqual(300);
  });
});
