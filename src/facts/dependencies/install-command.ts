import { bareCommand } from '../bare-command.ts';
import { simpleCommands } from '../shell.ts';
import { readCondaSpec } from './conda.ts';
import { normalise } from './names.ts';
import { readReference } from './reference.ts';
import { readRequirement } from './requirement.ts';

/** One package that a command installs. */
export interface Installed {
  /** Normalised; `null` for a reference that does not tell. */
  readonly name: string | null;
  readonly pinned: boolean;
  /** A variable stands in it, so that nobody can tell. */
  readonly variable: boolean;
  /** A folder of this machine, such as `.`. */
  readonly local: boolean;
  /** Counted from 0 within the script. */
  readonly line: number;
}

const installers: readonly (readonly [words: readonly string[], conda: boolean])[] = [
  [['pip', 'install'], false],
  [['pip3', 'install'], false],
  [['python', '-m', 'pip', 'install'], false],
  [['uv', 'pip', 'install'], false],
  [['uv', 'add'], false],
  [['poetry', 'add'], false],
  [['pdm', 'add'], false],
  [['pipenv', 'install'], false],
  [['easy_install'], false],
  [['conda', 'install'], true],
  [['conda', 'create'], true],
  [['mamba', 'install'], true],
  [['mamba', 'create'], true],
  [['micromamba', 'install'], true],
  [['pixi', 'add'], true],
];
const takingValue =
  /^(?:-[rcfitntp]|--(?:requirements?|constraints?|find-links|index-url|extra-index-url|trusted-host|target|prefix|root|name|channel|file|index|group|extra|platform|python|python-version|timeout|proxy|cache-dir|progress-bar|retries|log|src|only-binary|no-binary|source|dev|optional|build|root-user-action|upgrade-strategy|exists-action|implementation|abi|cert|client-cert|config-settings|keyring-provider|report))$/;
const longest = 4000;

/** What the commands of a shell script, of IPython's magics or of a README's code install. */
export function installedBy(script: string): readonly Installed[] {
  return simpleCommands(script.slice(0, longest).replace(/^[ \t]*(?:[!%]|\$ |> |RUN )+/gm, '')).flatMap(
    ({ words, line }) => {
      const bare = bareCommand(words.map((word) => word.replace(/^pip\d[\d.]*$/, 'pip')));
      const found = installers.find(([first]) => first.every((word, index) => bare[index] === word));
      return found === undefined ? [] : packages(bare.slice(found[0].length), found[1], line);
    },
  );
}

function packages(words: readonly string[], conda: boolean, line: number): Installed[] {
  const found: Installed[] = [];
  // What a constraints file pins stands elsewhere.
  const constrained = !conda && words.some((word) => /^(?:-c.*|--constraints?(?:=.*)?)$/.test(word));
  for (let at = 0; at < words.length; at += 1) {
    let word = words[at] ?? '';
    if (word.startsWith('#')) break;
    if (word === '-e' || word === '--editable') continue;
    if (word.startsWith('-')) {
      if (takingValue.test(word) && !(word === '-n' && !conda)) at += 1;
      continue;
    }
    // `torch == 1.2` in words of its own is no command that works, but people mean it.
    if (/^[=<>~!]=?$|^===$/.test(words[at + 1] ?? '')) {
      word += `${words[at + 1]}${words[at + 2] ?? ''}`;
      at += 2;
    }
    const one = packageOf(word, conda);
    if (one !== null) found.push({ ...one, variable: one.variable || (constrained && !one.pinned), line });
  }
  return found;
}

function packageOf(word: string, conda: boolean): Omit<Installed, 'line'> | null {
  const plain = { pinned: false, variable: false, local: false };
  if (/[$`]|\{\w/.test(word)) return { ...plain, name: null, variable: true };
  if (/^(?:[a-z][a-z+]*:\/\/|git@|git\+)/i.test(word)) {
    const { name, pinned } = readReference(word);
    return { ...plain, name, pinned };
  }
  if (/^[./~]|[\\/]|\.(?:whl|zip|gz|txt)$/.test(word) && !word.includes('::')) {
    return /\.whl$/.test(word)
      ? { ...plain, name: readReference(word).name, pinned: true }
      : { ...plain, name: null, local: true };
  }
  const requirement = conda ? readCondaSpec(word) : readRequirement(word);
  if (requirement === null) return null;
  return { ...plain, name: normalise(requirement.name), pinned: requirement.pinned };
}
