import type { FileText, Gap, Parsed, Reader } from '../model.ts';
import { readAzure } from './ci/azure.ts';
import { readCircle } from './ci/circle.ts';
import { readComposite, readWorkflow } from './ci/github.ts';
import { readGitlab } from './ci/gitlab.ts';
import { readJenkins } from './ci/jenkins.ts';
import { readScripts } from './ci/scripts.ts';
import { readBuildkite, readDrone } from './ci/simple.ts';
import { readTravis } from './ci/travis.ts';
import { nameOf } from './patterns.ts';
import { readYaml, type Yaml } from './yaml.ts';
import { at } from './yaml-access.ts';

export type CiSystem =
  | 'github'
  /** A composite action: it runs where a workflow uses it. */
  | 'github-action'
  | 'gitlab'
  | 'circleci'
  | 'azure'
  | 'travis'
  | 'jenkins'
  | 'buildkite'
  | 'drone'
  /** Any other system whose file lists commands. */
  | 'other';

export interface CiFile {
  readonly system: CiSystem;
  /** Names of events as the system writes them (`push`, `pull_request`, `schedule`); `[]` where it has none to state. */
  readonly triggers: readonly string[];
  readonly permissions: Permissions | null;
  readonly jobs: readonly CiJob[];
}

/** What the token of a GitHub workflow may do. */
export interface Permissions {
  /** Scope and access; `*` is every scope. Empty for `{}`. */
  readonly grants: readonly { readonly scope: string; readonly access: string }[];
  readonly line: number;
}

export interface CiJob {
  /** Its key in the file. */
  readonly name: string;
  readonly line: number;
  /** The reusable workflow that the job calls. */
  readonly uses: string | null;
  readonly needs: readonly string[];
  readonly condition: string | null;
  /** Can never run: `if: false`, `when: never`, in no workflow, a template. */
  readonly disabled: boolean;
  readonly image: string | null;
  readonly permissions: Permissions | null;
  readonly steps: readonly CiStep[];
}

export interface CiStep {
  readonly name: string | null;
  /** Commands as the shell gets them, with their line breaks. */
  readonly run: string | null;
  /** The action, orb or task. */
  readonly uses: string | null;
  readonly with: Readonly<Record<string, string>>;
  /** Where the first line of `run` stands, else `uses`. */
  readonly line: number;
  /** False where lines of `run` are not lines of the file: folded text. */
  readonly exact: boolean;
  readonly condition: string | null;
  readonly workingDirectory: string | null;
  readonly shell: string | null;
  readonly disabled: boolean;
}

/** Continuous integration of every common system in the shape of GitHub's. Only files that the system itself would find. */
export const ci: Reader<CiFile> = {
  kind: 'ci',
  aside: true,
  cap: 'text',
  matches: (path) => dialectOf(path) !== null,
  parse: readCi,
};

type Understand = (root: Yaml, path: string) => Understood;
type Understood = Omit<CiFile, 'system'> & { readonly refers?: readonly string[]; readonly gaps?: readonly Gap[] };

const dialects: Readonly<Partial<Record<CiSystem, Understand>>> = {
  github: readWorkflow,
  'github-action': readComposite,
  gitlab: readGitlab,
  circleci: readCircle,
  azure: readAzure,
  travis: readTravis,
  buildkite: readBuildkite,
  other: readScripts,
};

const others =
  /^(?:\.?appveyor|bitbucket-pipelines|\.cirrus|screwdriver|codefresh|\.codefresh\/[^/]+|\.semaphore\/[^/]+|(?:[\w-]+\/)?(?:buildspec|cloudbuild)[\w.-]*)\.ya?ml$/;

/** Jenkins takes a pipeline from a file of any name. */
const groovyPipeline = /^[^\S\n]*pipeline[^\S\n]*\{/m;

function dialectOf(path: string): CiSystem | null {
  if (/^\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'github';
  const name = nameOf(path);
  if (/^action\.ya?ml$/.test(name)) return 'github-action';
  if (/^\.gitlab-ci\.ya?ml$/.test(path) || /^\.gitlab\/ci\/.+\.ya?ml$/.test(path)) return 'gitlab';
  if (/^\.circleci\/config\.ya?ml$/.test(path)) return 'circleci';
  if (/^azure-pipelines[\w.-]*\.ya?ml$/.test(name) || /^\.azure-pipelines\/.+\.ya?ml$/.test(path)) return 'azure';
  if (/^\.travis\.ya?ml$/.test(path)) return 'travis';
  if (/^jenkinsfile(?:$|[._-])/i.test(name) || /\.(?:jenkinsfile|groovy)$/i.test(name)) return 'jenkins';
  if (/^\.buildkite\/pipeline[\w.-]*\.ya?ml$/.test(path)) return 'buildkite';
  if (/^\.(?:drone|woodpecker)\.ya?ml$/.test(path) || /^\.woodpecker\/[^/]+\.ya?ml$/.test(path)) return 'drone';
  return others.test(path) ? 'other' : null;
}

/** A file that another one includes is of the dialect that its content shows. */
function dialectByContent(root: Yaml | undefined): CiSystem {
  const azure = ['steps', 'stages', 'jobs', 'parameters'].some((key) => at(root, key)?.kind === 'sequence');
  return azure ? 'azure' : 'gitlab';
}

function readCi(file: FileText): Parsed<CiFile> | null {
  const dialect = dialectOf(file.path);
  if (dialect === 'jenkins') {
    const isPipeline = !/\.groovy$/i.test(file.path) || groovyPipeline.test(file.text);
    return isPipeline ? { value: { system: dialect, ...readJenkins(file.text) } } : null;
  }
  const { documents, gaps } = readYaml(file.text);
  if (dialect === 'drone') return { value: { system: dialect, ...readDrone(documents) }, gaps };
  const [root] = documents;
  if (root?.kind !== 'mapping') return gaps.length > 0 ? { value: nothing(dialect), gaps } : null;
  const system = dialect ?? dialectByContent(root);
  const { refers = [], gaps: more = [], ...read } = dialects[system]?.(root, file.path) ?? nothing(system);
  return { value: { system, ...read }, gaps: [...gaps, ...more], refers };
}

function nothing(dialect: CiSystem | null): CiFile & Understood {
  return { system: dialect ?? 'gitlab', triggers: [], permissions: null, jobs: [] };
}
