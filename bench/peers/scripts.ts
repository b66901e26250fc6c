/** Rules that speak about the training code need some: it imports the case, and draws nothing itself. */
export const lightgbm = {
  'train.py':
    'import lightgbm as lgb\nimport case\n\nbooster = lgb.train({"objective": "binary"}, lgb.Dataset(X, y))\n',
};
export const torch = {
  'train.py':
    'import torch\nimport case\n\nfor x, y in loader:\n    optimizer.zero_grad()\n    criterion(model(x), y).backward()\n    optimizer.step()\n',
};
export const keras = {
  'train.py':
    'import case\nfrom tensorflow import keras\n\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.fit(X, y)\n',
};

/** Without the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/** The functions of a test module, by name, as their text. */
export function testFunctions(text: string): readonly { readonly name: string; readonly body: string }[] {
  const starts = [...text.matchAll(/^[ ]*def (test_\w+)\(/gm)];
  return starts.map((match, index) => ({
    name: match[1] ?? '',
    body: text.slice(match.index, starts[index + 1]?.index ?? text.length),
  }));
}
