import type { Reader } from '../../model.ts';

/** What a network does otherwise in training than in prediction. */
export const layer =
  /(?:Dropout|BatchNorm|InstanceNorm|DropPath|TransformerEncoder|TransformerDecoder|MultiheadAttention|StochasticDepth|RReLU)/;
const written = new RegExp(
  `\\b\\w*${layer.source}\\w*\\s*\\(|\\bdropout\\s*=\\s*(?:0?\\.\\d|self|args|cfg|config|dropout|p\\b)`,
);

/** Files that build layers which hang on the mode, found in the text: whole folders of networks need no parsing. */
export const moodyLayers: Reader<true> = {
  kind: 'moody-layers',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) => /\.(?:pyw?|ipynb)$/i.test(path),
  parse: ({ text }) => (written.test(text) ? { value: true } : null),
};

export const layerNeedles = [
  'Dropout',
  'BatchNorm',
  'InstanceNorm',
  'DropPath',
  'nn.Transformer',
  'MultiheadAttention',
  'torch&&dropout=',
];
