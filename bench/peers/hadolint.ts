import type { Case, Suite } from './suite.ts';

const image = 'environment/base-image-pinned';
const user = 'serving/non-root';
const installs = 'environment/notebook-installs';

/**
 * Their rule → ours. DL3008 (versions of apt) and DL3042 (pip's cache in the image) have none: the base image decides
 * about the former, and the latter is about size alone.
 */
const rules: Readonly<Record<string, string>> = { DL3002: user, DL3006: image, DL3007: image, DL3013: installs };

const open = 'a range or an address installs something else next month';
const exclusions: Readonly<Record<string, string>> = {
  'DL3002 8': 'the last stage alone is the image, and its user is not root',
  'DL3013 26': open,
  'DL3013 27': open,
  'DL3013 28': open,
  'DL3013 29': open,
  'DL3013 40': 'pipx puts tools into environments of their own, where code does not meet them',
};

const call = /(?<!onBuild|\w)ruleCatches(Not)?\s+"(DL\d+)"\s*(?:\$ Text\.unlines dockerFile|"((?:[^"\\]|\\.)*)")/g;

/**
 * The specifications of https://github.com/hadolint/hadolint about images, users and pinned installs. What `RUN pip` does
 * is asked of a notebook that runs the same command.
 */
export const hadolint: Suite = {
  name: 'hadolint',
  repo: 'hadolint/hadolint',
  least: 0.95,
  cases: (copy) =>
    Object.entries(rules).flatMap(([theirs, ours]) => {
      const text = copy.text(`test/Hadolint/Rule/${theirs}Spec.hs`);
      return [...text.matchAll(call)].map((match, index): Case => {
        const [, not, , inline] = match;
        const name = `${theirs} ${index + 1}`;
        const dockerfile = inline === undefined ? linesBefore(text, match.index) : inline.replaceAll('\\n', '\n');
        const excluded = exclusions[name];
        return {
          name,
          files: ours === installs ? notebook(dockerfile) : { Dockerfile: `${dockerfile}\n` },
          rules: [ours],
          expected: not === undefined ? 'finding' : 'silent',
          ...(excluded === undefined ? {} : { excluded }),
        };
      });
    }),
};

/** The lines of the list that is defined last before a place. */
function linesBefore(text: string, end: number): string {
  const list = text.slice(text.lastIndexOf('dockerFile =', end), end);
  return [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, line = '']) => line.replaceAll('\\"', '"')).join('\n');
}

/** The commands of a Dockerfile as cells of a notebook. */
function notebook(dockerfile: string): Record<string, string> {
  const lines = dockerfile.split('\n').map((line) => line.replace(/^(?:ENV|RUN)\s+/, '!'));
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: lines.join('\n') };
  return { 'install.ipynb': JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }) };
}
