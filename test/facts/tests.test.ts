import { describe, expect, it } from 'vitest';
import { python } from '../../src/facts/python/reader.ts';
import { silentTestsOf } from '../../src/facts/silent-tests.ts';
import { testedApiOf } from '../../src/facts/tested-api.ts';
import { testedModelOf } from '../../src/facts/tested-model.ts';
import { testFunctionsOf } from '../../src/facts/tests.ts';
import { factsFrom } from './support.ts';

const silent = async (text: string, path = 'test_one.py'): Promise<readonly string[]> =>
  silentTestsOf(await factsFrom({ [path]: text }, [python])).map(({ name }) => name);

const about = async (text: string): Promise<readonly boolean[][]> => {
  const facts = await factsFrom({ 'test_one.py': text }, [python]);
  return testFunctionsOf(facts).map((test) => [testedModelOf(test) !== null, testedApiOf(test, facts) !== null]);
};

describe('tests that assert nothing', () => {
  it('are those in which nothing can be found wrong', async () => {
    expect(await silent('def test_runs():\n    train()\n\ndef test_sum():\n    assert sum([1]) == 1\n')).toEqual([
      'test_runs',
    ]);
    expect(
      await silent('import unittest\nclass A(unittest.TestCase):\n    def test_runs(self):\n        train()\n'),
    ).toEqual(['A.test_runs']);
  });

  it('are not those that may fail by another way', async () => {
    for (const body of [
      'self.check(x)',
      'raise AssertionError("x")',
      'subprocess.run(["x"], check=True)',
      'response.raise_for_status()',
      'yield equal, 1, 1',
      'regex.test()',
      'mock.assert_called_once()',
    ]) {
      expect(await silent(`import subprocess\ndef test_one():\n    ${body}\n`), body).toEqual([]);
    }
    expect(await silent('from tests.common import run_case\ndef test_one():\n    run_case("a")\n')).toEqual([]);
    expect(
      await silent(
        'from .common import Base\nclass TestA(Base):\n    def test_one(self):\n        self.round_trip("a")\n    def test_two(self):\n        pass\n',
      ),
    ).toEqual([]);
    expect(await silent('def test_one(snapshot):\n    plot()\n')).toEqual([]);
    expect(await silent('import pytest\n@pytest.mark.skip\ndef test_one():\n    run()\n')).toEqual([]);
  });

  it('are not functions that no runner collects', async () => {
    expect(await silent('def test(model, loader):\n    model(loader)\n')).toEqual([]);
    expect(await silent('def test_model(model, loader):\n    model(loader)\n')).toEqual([]);
    expect(await silent('import pytest\n@pytest.fixture\ndef test_client():\n    return app()\n')).toEqual([]);
    expect(await silent('def test_model():\n    run()\n', 'tests/helpers.py')).toEqual([]);
  });
});

describe('what a test is about', () => {
  it('tells models from APIs and from neither', async () => {
    expect(await about('from net import Net\ndef test_one():\n    assert Net(2).predict([1]) == 1\n')).toEqual([
      [true, false],
    ]);
    expect(
      await about('def test_one(client):\n    assert client.post("/predict", json={}).status_code == 200\n'),
    ).toEqual([[true, true]]);
    expect(await about('def test_one(client):\n    assert client.get("/health").status_code == 200\n')).toEqual([
      [false, true],
    ]);
    expect(
      await about(
        'from sklearn.preprocessing import StandardScaler\ndef test_one():\n    assert StandardScaler().fit([[1]]).mean_ == 1\n',
      ),
    ).toEqual([[false, false]]);
    expect(
      await about('import boto3\ndef test_one():\n    client = boto3.client("s3")\n    assert client.get("/x")\n'),
    ).toEqual([[false, false]]);
  });

  it('follows helpers, fixtures and what the class sets up', async () => {
    expect(
      await about(
        'import unittest\nfrom churn.training import train_model\nclass A(unittest.TestCase):\n    def setUp(self):\n        self.result = train_model()\n    def test_one(self):\n        self.assertGreater(self.result, 1)\n',
      ),
    ).toEqual([[true, false]]);
    expect(
      await about(
        'import pytest\nfrom flask import Flask\nfrom app import app\n@pytest.fixture\ndef reply():\n    return app.test_client().get("/")\ndef test_one(reply):\n    assert reply.status_code == 200\n',
      ),
    ).toEqual([[false, true]]);
  });
});
