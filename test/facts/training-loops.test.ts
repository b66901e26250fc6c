import { describe, expect, it } from 'vitest';
import { gradientStepsOf } from '../../src/facts/gradients.ts';
import { moodyLayers } from '../../src/facts/modes/layers.ts';
import { modePlacesOf } from '../../src/facts/modes.ts';
import { python } from '../../src/facts/python/reader.ts';
import { factsFrom } from './support.ts';

const steps = async (text: string): Promise<readonly string[]> =>
  gradientStepsOf(await factsFrom({ 'train.py': text }, [python])).map(
    ({ at, cleared, before }) => `${at.line} ${cleared ? 'cleared' : before ? 'before' : 'never'}`,
  );

const modes = async (tree: Record<string, string>): Promise<readonly string[]> =>
  modePlacesOf(await factsFrom(tree, [python, moodyLayers])).map(
    ({ path, at, what, confidence }) => `${path}:${at.line} ${what} ${confidence}`,
  );

describe('steps of training loops', () => {
  it('tell a loop that clears from one that cleared before it began', async () => {
    expect(
      await steps(
        'import torch\noptimizer.zero_grad()\nfor x in loader:\n    loss(x).backward()\n    optimizer.step()\n',
      ),
    ).toEqual(['4 before']);
    expect(
      await steps(
        'import torch\nfor x in loader:\n    for p in net.parameters():\n        p.grad = None\n    loss(x).backward()\n    optimizer.step()\n',
      ),
    ).toEqual(['5 cleared']);
  });

  it('let the round around clear where the step is made now and then', async () => {
    expect(
      await steps(
        'import torch\nfor batch in loader:\n    optimizer.zero_grad()\n    for i, part in enumerate(batch):\n        loss(part).backward()\n        if i == len(batch) - 1:\n            optimizer.step()\n',
      ),
    ).toEqual(['5 cleared']);
  });

  it('are none where gradients have another purpose, or another library has them', async () => {
    expect(await steps('import torch\nfor x in images:\n    net(x).sum().backward()\n    env.step(x)\n')).toEqual([]);
    expect(
      await steps(
        'import numpy as np\nfrom mygrad import net\nfor x in data:\n    net.loss(x).backward()\n    optimizer.step()\n',
      ),
    ).toEqual([]);
  });
});

describe('modes of networks', () => {
  const net =
    'from torch import nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.drop = nn.Dropout(0.5)\n';

  it('are switched by a base class, a caller or a context of its own', async () => {
    const base =
      'import torch\nfrom net import Net\n\nclass Base:\n    def __init__(self):\n        self.model = Net().eval()\n';
    const sub =
      'import torch\nfrom base import Base\n\nclass Sub(Base):\n    def predict(self, x):\n        with torch.no_grad():\n            return self.model(x)\n';
    expect(
      (await modes({ 'net.py': net, 'base.py': base, 'sub.py': sub })).filter((one) => one.startsWith('sub.py')),
    ).toEqual(['sub.py:6 switched certain']);
    const own =
      'import torch\n\ndef score(model, x):\n    with evaluating(model), torch.no_grad():\n        return model(x)\n';
    expect([...new Set(await modes({ 'net.py': net, 'score.py': own }))]).toEqual(['score.py:4 switched certain']);
  });

  it('matter only for layers that hang on them', async () => {
    const score = 'import torch\n\ndef score(model, x):\n    with torch.no_grad():\n        return model(x)\n';
    expect(await modes({ 'score.py': score })).toEqual(['score.py:4 unswitched hint']);
    expect(await modes({ 'net.py': net, 'score.py': score })).toEqual(['score.py:4 unswitched likely']);
  });

  it('are lost by a validation that never goes back', async () => {
    const train =
      'import torch\nfrom torch import optim\n\ndef fit(model, data):\n    optimizer = optim.Adam(model.parameters())\n    for epoch in range(3):\n        for x, y in data:\n            optimizer.zero_grad()\n            loss(model(x), y).backward()\n            optimizer.step()\n        check(model, data)\n\ndef check(net, data):\n    net.eval()\n';
    expect(await modes({ 'train.py': train })).toContain('train.py:11 relapse likely');
  });
});
