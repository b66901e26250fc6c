import type { Reader } from '../../model.ts';
import type { Secret } from './secret.ts';
import { secretsIn } from './secrets-in.ts';

export type { Secret } from './secret.ts';

const binary =
  /\.(?:png|jpe?g|gif|bmp|tiff?|ico|webp|avif|heic|psd|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|xz|zst|7z|rar|tar|whl|egg|jar|pt|pth|ckpt|safetensors|gguf|ggml|onnx|pb|tflite|h5|hdf5|keras|parquet|feather|arrow|avro|orc|pkl|pickle|joblib|npy|npz|mat|rds|rdata|tfrecords?|mp[34]|wav|flac|ogg|avi|mov|mkv|webm|woff2?|[ot]tf|eot|so|dylib|dll|exe|o|a|pyc|pyd|class|wasm|bin|db|sqlite3?|p12|pfx|jks|keystore)$/i;

/**
 * Committed credentials of every text file, wherever it stands: tokens by their shape, keys by the name they are
 * assigned to, private keys, signed tokens and passwords in URLs. Comments in the audited file silence nothing.
 *
 * Certain and likely findings are leaks; hints are local passwords, keys made to be public and values without a
 * vendor's shape in places where values are made up. Placeholders and published examples are not reported.
 * Notebooks are decoded: `line` counts within the source of `cell`; what stands in a cell's output or metadata is
 * given as line 1 with a note.
 */
export const secrets: Reader<readonly Secret[]> = {
  kind: 'secrets',
  cap: 'none',
  windowed: true,
  textOnly: true,
  everywhere: true,
  aside: true,
  matches: (path) => !binary.test(path),
  parse: async (file) => {
    const value = await secretsIn(file);
    return value.length === 0 ? null : { value };
  },
};
