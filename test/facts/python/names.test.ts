import { describe, expect, it } from 'vitest';
import { called, moduleOf } from './read.ts';

describe('imports', () => {
  it('resolves aliases, submodules and names', () => {
    const source = `
import os, numpy as np
import torch.utils.data
import tensorflow as tf
from sklearn.model_selection import train_test_split as tts
np.random.seed(1)
torch.utils.data.DataLoader(x)
tf.keras.layers.Dense(3)
tts(x, y)
os.environ["A"].lower()
`;
    expect(called(source)).toEqual([
      'numpy.random.seed',
      'torch.utils.data.DataLoader',
      'tensorflow.keras.layers.Dense',
      'sklearn.model_selection.train_test_split',
      'os.environ[].lower',
    ]);
  });

  it('sees imports inside a function only there', () => {
    const source = `
def seed():
    import random as r
    r.seed(1)
r.seed(2)
`;
    expect(called(source)).toEqual(['random.seed', null]);
  });

  it('resolves a star import only where it is the only one', () => {
    expect(called('from torch.nn import *\nLinear(1)\nprint(Linear)')).toEqual(['torch.nn.Linear', 'print']);
    expect(called('from a import *\nfrom b import *\nfoo()')).toEqual([null]);
  });

  it('resolves relative imports against the own package', () => {
    const source =
      'from .data import load\nfrom . import models\nfrom .. import config\nload()\nmodels.fit()\nconfig.read()';
    expect(called(source, 'src/churn/sub/train.py')).toEqual([
      'churn.sub.data.load',
      'churn.sub.models.fit',
      'churn.config.read',
    ]);
    expect(called(source, 'churn/sub/__init__.py')[0]).toBe('churn.sub.data.load');
    expect(called('from ....... import x\nx()', 'a/b.py')).toEqual(['x']);
    expect(moduleOf(source).imports.map(({ module }) => module)).toEqual(['.data', '.', '..']);
  });

  it('takes the library, not its stand-in', () => {
    const source = `
try:
    from tqdm import tqdm
    import cupy as xp
except ImportError:
    import numpy as xp
    def tqdm(x): return x
    torch = None
tqdm(x)
xp.ones(3)
`;
    expect(called(source)).toEqual(['tqdm.tqdm', 'numpy.ones']);
    expect(called('try:\n    import torch\nexcept ImportError:\n    torch = None\ntorch.ones(1)')).toEqual([
      'torch.ones',
    ]);
  });

  it('tells optional and typing imports', () => {
    const source = `
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import pandas
try:
    import wandb
except (ValueError, ImportError):
    wandb = None
try:
    import json
except KeyError:
    pass
if is_torch_available():
    import torch
if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli
if training:
    import xgboost
with contextlib.suppress(ImportError):
    import rich
`;
    const { imports } = moduleOf(source);
    const named = (key: 'optional' | 'typing') => imports.filter((one) => one[key]).map(({ module }) => module);
    expect(named('optional')).toEqual(['wandb', 'torch', 'tomllib', 'tomli', 'rich']);
    expect(named('typing')).toEqual(['pandas']);
  });
});

describe('values', () => {
  it('follows instances, chains, awaits and unpacking', () => {
    const source = `
import pandas as pd, mlflow, accelerate
from sklearn.preprocessing import StandardScaler
scaler = StandardScaler()
scaler.fit(x)
df = pd.read_csv("a.csv").dropna()
df["age"].mean()
with mlflow.start_run() as run:
    run.log()
a, b = pd.cut()
a.x()
reader = pd.read_json if c else None
reader("x")
(m := pd.concat()).head()
m.tail()
for item in pd.read():
    item.use()
`;
    expect(called(source)).toEqual([
      'sklearn.preprocessing.StandardScaler',
      'sklearn.preprocessing.StandardScaler().fit',
      'pandas.read_csv',
      'pandas.read_csv().dropna',
      'pandas.read_csv().dropna()[].mean',
      'mlflow.start_run',
      'mlflow.start_run().log',
      'pandas.cut',
      'pandas.cut()[].x',
      'pandas.read_json',
      'pandas.concat',
      'pandas.concat().head',
      'pandas.concat().tail',
      'pandas.read',
      null,
    ]);
  });

  it('uses the last assignment before the use, and in functions the final one', () => {
    const source = `
import a, b
def late():
    x.run()
x = a.A()
x.run()
x = b.B()
x.run()
def own():
    x.none()
    x = a.A()
`;
    expect(called(source)).toEqual(['b.B().run', 'a.A', 'a.A().run', 'b.B', 'b.B().run', null, 'a.A']);
  });

  it('pairs literal tuples', () => {
    expect(called('import a\nx, y = a.A(), 3\nx.f()\ny.g()\nx, *y = a.A(), 1\nx.f()')).toEqual([
      'a.A',
      'a.A().f',
      null,
      'a.A',
      null,
    ]);
  });

  it('obeys global, nonlocal and comprehension scopes', () => {
    const source = `
import a
def setup():
    global model
    model = a.Model()
    def inner():
        nonlocal_ = 1
    opt = None
    def bind():
        nonlocal opt
        opt = a.Opt()
    opt.step()
def use():
    model.fit()
[a.f(a) for a in items]
a.g()
`;
    expect(called(source)).toEqual(['a.Model', 'a.Opt', 'a.Opt().step', 'a.Model().fit', null, 'a.g']);
  });

  it('leaves parameters open unless their annotation names a class', () => {
    const source = `
import torch.nn as nn
from typing import Optional, Any, List
def f(a, b: nn.Module, c: Optional["nn.Module"] = None, d: nn.Module | None = None, e: int = 0, g: List[int] = [], h: Any = 1, *args: nn.Module):
    a.x(); b.x(); c.x(); d.x(); e.x(); g.x(); h.x(); args.x()
`;
    const net = 'torch.nn.Module().x';
    expect(called(source)).toEqual([null, net, net, net, null, null, null, null]);
  });

  it('keeps names short', () => {
    const source = `import a\n${'x = a.b()\n'}${'x = x.some_method()\n'.repeat(1000)}x.end()`;
    const lengths = called(source).map((name) => name?.length ?? 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(256);
    expect(called(source).at(-1)).toBeNull();
  });
});

describe('classes of the module', () => {
  const source = `
import torch, pytorch_lightning as pl
from torch import nn
from .base import Base

class Net(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.optimizer = torch.optim.Adam(self.parameters(), lr=1e-3)
        self.inner = inner
        self.apply(self.init)
    def init(self):
        self.optimizer.step()
        self.inner.run()
        self.later.run()
    def setup(self):
        self.later = nn.Linear(1, 2)
    @staticmethod
    def make(x):
        x.run()
    @classmethod
    def load(cls, path):
        return cls(path)

class Child(Net):
    def go(self):
        self.init()
        self.optimizer.zero_grad()

class Other(Base, object):
    def go(self):
        self.fit()

class Mixed(Base, pl.LightningModule):
    def go(self):
        self.log()

net = Net(1)
net.init()
net(x)
net.optimizer.step()
Net.load("x")
`;
  it('resolves attributes, methods and bases', () => {
    expect(called(source, 'proj/train.py')).toEqual([
      'super',
      'super().__init__',
      'torch.nn.Module().parameters',
      'torch.optim.Adam',
      'torch.nn.Module().apply',
      'torch.optim.Adam().step',
      null,
      'torch.nn.Linear().run',
      'torch.nn.Linear',
      null,
      '.Net',
      '.Net().init',
      'torch.optim.Adam().zero_grad',
      'proj.base.Base().fit',
      '.Mixed().log',
      '.Net',
      '.Net().init',
      '.Net()',
      'torch.optim.Adam().step',
      '.Net.load',
    ]);
  });

  it('marks own functions with a dot', () => {
    expect(called('def train(x):\n    def step(): pass\n    step()\ntrain(1).save()')).toEqual([
      '.train.step',
      '.train',
      '.train().save',
    ]);
  });

  it('survives classes that inherit from each other', () => {
    expect(called('class A(B): pass\nclass B(A): pass\nA().x()')).toEqual(['.A', '.A().x']);
  });
});

describe('names of the module', () => {
  const names = (path: string) => moduleOf('', path).names;
  it('lists how the repository can import it', () => {
    expect(names('src/churn/data.py')).toEqual(['churn.data', 'src.churn.data']);
    expect(names('churn/__init__.py')).toEqual(['churn']);
    expect(names('train.py')).toEqual(['train']);
    expect(names('my-project/pkg/train.py')).toEqual(['pkg.train']);
    expect(names('scripts/01-train.py')).toEqual([]);
    expect(names('__init__.py')).toEqual([]);
  });
});
