import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type FailOn, readFailOn } from '../gate.ts';
import { exitCode, UsageError } from '../surface/exit.ts';
import { print } from '../surface/output.ts';
import type { CrosswalkOptions } from './crosswalk.ts';
import type { DiffOptions } from './diff.ts';

/** Options of an audit as commander hands them over, checked for form. */
export interface AuditOptions {
  readonly rev?: string;
  readonly profile?: 'portfolio' | 'research' | 'service' | 'library';
  readonly format: 'text' | 'markdown' | 'json' | 'sarif' | 'html' | 'badge';
  readonly output?: string;
  readonly failUnder?: number;
  readonly failOn?: FailOn;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly projects?: true;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly config?: string;
  readonly date?: string;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: boolean;
}

const HELP = `
Exit codes:
  0    done; also for a repository that is not about machine learning
  1    the score is below --fail-under, something fails by --fail-on, or an example of a rule does not hold
  2    wrong arguments, configuration or rules; nothing was audited
  3    an error inside mlready

Examples:
  mlready                              audit the current folder
  mlready ../churn --fail-under 75     for CI: exit code 1 below 75 points
  mlready . --rev v1.2 --format json   audit a tag, branch or commit
  mlready --only 'data,training/seeds'    some categories or rules only
  mlready --format markdown --output report.md
  mlready --projects                   each project of a monorepo or course on its own
  mlready --write-baseline .mlready-baseline.json    keep what fails today
  mlready --baseline .mlready-baseline.json          exit code 1 only for what is new
  mlready diff main                    what got better and worse since main
  mlready crosswalk --to neurips       the audit told as a published checklist
  mlready explain data/versioned       why a rule exists and how to satisfy it
  mlready ./rules                      a folder that is called like a command

Configuration is read from .mlready.yml in the audited folder ("mlready init" writes one).
Colours follow NO_COLOR, FORCE_COLOR and TERM.
`;

const DIFF_HELP = `
Configuration, rules, waivers and the profile are those of the base, so that no change can excuse itself.

Examples:
  mlready diff main                     what the working copy changes against main
  mlready diff origin/main...HEAD --fail-on new:high
  mlready diff v1.2..v1.3 --format markdown
`;

const CROSSWALK_HELP = `
Lists: ml-test-score (Google), completeness (Papers with Code), neurips (paper checklist), practices (our own).
An item is verified where the rules that stand for it pass, not met where one fails, attested where .mlready.yml gives
somebody's word under "attestations", and unknown otherwise.

Examples:
  mlready crosswalk --to ml-test-score
  mlready crosswalk ../paper --to neurips --format markdown --output CHECKLIST.md
`;

/** Runs the command line. @returns the exit code @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = exitCode.fine;
  let shown = '';
  const program = common(new Command('mlready'), 'sarif', 'html', 'badge')
    .description(`${manifest.description}.`)
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: (text) => (shown += text), writeErr: () => {} })
    .argument('[path]', 'repository or folder to audit', '.')
    .option('--rev <revision>', 'audit this commit, branch or tag instead of the files in the folder')
    .option('--baseline <file>', 'compare with this baseline; what is in it does not fail the run')
    .addOption(new Option('--write-baseline <file>', 'keep what fails as a baseline').conflicts(['only', 'skip']))
    .addOption(
      new Option('--projects', 'judge each project of a monorepo or course on its own').conflicts([
        'baseline',
        'writeBaseline',
      ]),
    )
    .addHelpText('after', HELP)
    .action(async (path: string, options: AuditOptions) => {
      const { audit } = await import('./audit.ts');
      code = await audit(path, options, manifest.version);
    });

  const compare = program
    .command('diff')
    .description('tell what got better and what got worse between two revisions')
    .argument('<revisions>', 'A..B, A...B (since their merge base), or A for the working copy against A')
    .argument('[path]', 'repository or folder to audit', '.');
  common(compare)
    .addHelpText('after', DIFF_HELP)
    .action(async (range: string, path: string, options: DiffOptions) => {
      const { diff } = await import('./diff.ts');
      const color = options.color && program.opts<AuditOptions>().color;
      code = await diff(range, path, { ...options, color }, manifest.version);
    });

  const told = program
    .command('crosswalk')
    .description('tell an audit as a published list, item by item')
    .argument('[path]', 'repository or folder to audit', '.')
    .requiredOption('--to <list>', 'ml-test-score, completeness, neurips or practices')
    .option('--rev <revision>', 'audit this commit, branch or tag instead of the files in the folder');
  presented(told)
    .addHelpText('after', CROSSWALK_HELP)
    .action(async (path: string, options: CrosswalkOptions) => {
      const { crosswalk } = await import('./crosswalk.ts');
      const color = options.color && program.opts<AuditOptions>().color;
      code = await crosswalk(path, { ...options, color }, manifest.version);
    });

  program
    .command('rules')
    .description('list the rules')
    .addOption(new Option('--format <format>').choices(['text', 'markdown', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'markdown' | 'json' }) => {
      const { rules } = await import('./rules.ts');
      await rules(format);
    });

  program
    .command('explain')
    .description('tell what a rule looks for, why, and how to satisfy it')
    .argument('<rule>', 'id of the rule, such as data/versioned')
    .option('--no-color', 'print without colours')
    .action(async (rule: string, { color }: { color: boolean }) => {
      const { explain } = await import('./explain.ts');
      await explain(rule, color && program.opts<AuditOptions>().color);
    });

  program
    .command('test')
    .description('run the examples in the rule files of a folder')
    .argument('<folder>', 'folder of rule files')
    .action(async (folder: string) => {
      const { test } = await import('./test.ts');
      code = await test(folder);
    });

  program
    .command('init')
    .description('write a commented .mlready.yml')
    .argument('[folder]', 'where to', '.')
    .action(async (folder: string) => {
      const { init } = await import('./init.ts');
      await init(folder);
    });

  program
    .command('app')
    .description('run the GitHub App (in a checkout or an image)')
    .argument('[arguments...]', 'for the App; --help lists them')
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (given: readonly string[]) => {
      const { app } = await import('./app.ts');
      code = await app(given);
    });

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(oneLine(error.message));
  }
  if (shown !== '') await print(shown);
  return code;
}

const PROFILES = ['portfolio', 'research', 'service', 'library'];

/** The options of everything that is gated. */
function common(command: Command, ...formats: readonly string[]): Command {
  return presented(command, ...formats)
    .option('--fail-under <score>', 'exit code 1 if the score is lower', score)
    .option(
      '--fail-on <what>',
      'exit code 1 if something fails: new, any or never; new:high from a severity on',
      failOn,
    )
    .option('--only <rules>', 'judge these rules only: ids, categories or globs, repeatable', list)
    .option('--skip <rules>', 'leave these rules out, likewise', list);
}

/** The options of everything that audits. */
function presented(command: Command, ...formats: readonly string[]): Command {
  return command
    .addOption(new Option('--profile <name>', 'who the repository is for (default: guessed)').choices(PROFILES))
    .addOption(
      new Option('--format <format>', 'of the report')
        .choices(['text', 'markdown', 'json', ...formats])
        .default('text'),
    )
    .option('--output <file>', 'write the report into a file')
    .option('--config <file>', 'configuration (default: .mlready.yml of what is audited)')
    .option('--date <date>', 'YYYY-MM-DD, the day of the report (default: today, UTC)', date)
    .addOption(new Option('--quiet', 'print the result alone, no progress').conflicts('verbose'))
    .option('--verbose', 'print every rule and all findings')
    .option('--no-color', 'print without colours');
}

/** `error: unknown option '--fromat'\n(Did you mean --format?)` → `unknown option '--fromat', did you mean --format?` */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, ', did you mean $1?')
    .replaceAll('\n', ' ');
}

function list(value: string, previous: readonly string[] = []): string[] {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('Expected ids of rules, separated by commas.');
  return [...previous, ...parts];
}

function score(value: string): number {
  const number = Number(value);
  if (!/^[0-9.]+$/.test(value) || !(number >= 0 && number <= 100)) {
    throw new InvalidArgumentError('Expected a number from 0 to 100.');
  }
  return number;
}

function failOn(value: string): FailOn {
  const read = readFailOn(value);
  if (read === null) {
    throw new InvalidArgumentError('Expected new, any or never, or with a severity such as new:high.');
  }
  return read;
}

function date(value: string): string {
  const day = new Date(`${value}T00:00:00Z`);
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime());
  if (!valid || day.toISOString().slice(0, 10) !== value) {
    throw new InvalidArgumentError('Expected a day as YYYY-MM-DD.');
  }
  return value;
}
