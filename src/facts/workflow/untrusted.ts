/** Texts that anybody can choose, by the event through which they arrive. */
interface Source {
  readonly says: string;
  readonly paths: readonly string[];
  readonly events: readonly string[];
  /** Events at which they arrive, too, but without secrets and with a token that can only read. */
  readonly harmless?: readonly string[];
}

const people = (of: string) => [
  `${of}.message`,
  `${of}.author.name`,
  `${of}.author.email`,
  `${of}.committer.name`,
  `${of}.committer.email`,
];

/**
 * Reference: https://securitylab.github.com/resources/github-actions-untrusted-input/ and
 * https://docs.github.com/actions/concepts/security/script-injections
 */
const sources: readonly Source[] = [
  {
    says: 'the text of an issue',
    paths: ['github.event.issue.title', 'github.event.issue.body'],
    events: ['issues', 'issue_comment'],
  },
  {
    says: 'a comment',
    paths: ['github.event.comment.body'],
    events: ['issue_comment', 'discussion_comment', 'commit_comment', 'pull_request_review_comment'],
  },
  { says: 'a review', paths: ['github.event.review.body'], events: ['pull_request_review'] },
  {
    says: 'the text of a discussion',
    paths: ['github.event.discussion.title', 'github.event.discussion.body'],
    events: ['discussion', 'discussion_comment'],
  },
  {
    says: 'the text of a pull request',
    paths: ['github.event.pull_request.title', 'github.event.pull_request.body'],
    events: ['pull_request_target'],
    harmless: ['pull_request', 'pull_request_review', 'pull_request_review_comment'],
  },
  {
    says: 'the branch of a pull request',
    paths: [
      'github.head_ref',
      'github.event.pull_request.head.ref',
      'github.event.pull_request.head.label',
      'github.event.pull_request.head.repo.default_branch',
      'github.event.pull_request.head.repo.description',
      'github.event.pull_request.head.repo.homepage',
    ],
    events: ['pull_request_target'],
    harmless: ['pull_request', 'pull_request_review', 'pull_request_review_comment'],
  },
  { says: 'the name of a wiki page', paths: ['github.event.pages.*.page_name'], events: ['gollum'] },
  {
    says: 'a commit message or author',
    paths: [...people('github.event.head_commit'), ...people('github.event.commits.*')],
    events: ['push'],
  },
  {
    says: 'the branch or commit of a pull request',
    paths: [
      'github.event.workflow_run.head_branch',
      'github.event.workflow_run.display_title',
      'github.event.workflow_run.head_repository.description',
      'github.event.workflow_run.pull_requests.*.head.ref',
      ...people('github.event.workflow_run.head_commit'),
    ],
    events: ['workflow_run'],
  },
];

/** Outputs of well-known actions that are the name of a stranger's branch. */
const branchNames: Readonly<Record<string, readonly string[]>> = {
  'xt0rted/pull-request-comment-branch': ['head_ref'],
  'tj-actions/branch-names': ['current_branch', 'head_ref_branch'],
  'potiuk/get-workflow-origin': ['sourceheadbranch'],
};

/** Events on which a workflow runs with the repository's own secrets although a stranger brought it about. */
export const privileged: ReadonlySet<string> = new Set(sources.flatMap(({ events }) => events));

/**
 * What a stranger can write by way of a context, in words, and whether it arrives with rights worth having.
 * @param path as `flowing` gives it
 */
export function untrusted(path: string, event: string): { readonly says: string; readonly harmless: boolean } | null {
  for (const { says, paths, events, harmless = [] } of sources) {
    const weak = harmless.includes(event);
    if (!weak && !events.includes(event)) continue;
    if (paths.some((one) => holds(path, one))) return { says, harmless: weak };
  }
  return null;
}

/** Whether an action's output is a branch name that a stranger chose. */
export function givesBranchName(action: string, output: string): boolean {
  const name = action.split('@')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(branchNames, name) && branchNames[name]?.includes(output.toLowerCase()) === true;
}

/**
 * `github.event.**`, written out whole, holds all below it; `*` in what is written stands for any one name, and an index
 * where the source has `*`.
 */
function holds(path: string, source: string): boolean {
  const whole = path.endsWith('.**');
  const written = (whole ? path.slice(0, -3) : path).split('.');
  const parts = source.split('.');
  return (
    (whole ? written.length <= parts.length : written.length === parts.length) &&
    written.every((part, index) => part === parts[index] || part === '*')
  );
}

/** Refs, commits and repositories of a stranger's pull request. */
const heads: Readonly<Record<string, RegExp>> = {
  pull_request_target: /^github\.event\.pull_request\.(?:head\.sha|merge_commit_sha)$/,
  workflow_run: /^github\.event\.workflow_run\.(?:head_sha|head_commit\.id|pull_requests\.\*\.head\.sha)$/,
};
const headRepository =
  /^github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.(?:full_name|clone_url|html_url|ssh_url)$/;
const headNumber = /\brefs\/pull\/.+\/(?:merge|head)\b/;
/** What a step that looked a pull request up calls its head. */
const headOutput =
  /^(?:steps|needs)\.[^.]+\.outputs\.(?!.*(?:base|target|default|main))(?:.*[_-])?(?:head|pr|pull|sha|ref|branch|commit)(?:[_-].*)?$/;

export type Head = 'certain' | 'likely' | 'by-name';

/**
 * Whether a checkout gets a stranger's commit.
 * @param ref its `ref` as written, with the contexts that flow into it; the same for its `repository`
 * @returns `by-name` for a branch name alone, which is looked up in the repository itself
 */
export function headOf(
  ref: { readonly text: string; readonly flows: readonly string[] },
  repository: readonly string[],
  event: string,
): Head | null {
  if (repository.some((path) => headRepository.test(path))) return 'certain';
  if (ref.flows.some((path) => heads[event]?.test(path) === true)) return 'certain';
  if (headNumber.test(ref.text) && ref.flows.some((path) => !path.startsWith('inputs.'))) return 'certain';
  if (event === 'issue_comment' && ref.flows.some((path) => headOutput.test(path))) return 'likely';
  const byName = ref.flows.some((path) => untrusted(path, event) !== null);
  return byName ? 'by-name' : null;
}
