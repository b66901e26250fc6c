import type { Confidence, Facts, Step } from '../../model.ts';
import { join } from '../commands/paths.ts';
import { memo } from '../memo.ts';
import { type Text, type Texts, type Workflow, type WorkflowJob, type WorkflowStep, workflows } from '../workflow.ts';
import { fetchesPullRequest, runsCheckedOut, scriptRuns } from './execution.ts';
import { expressionsIn, flowing } from './expression.ts';
import { narrower, type Reach, reachOf } from './outsider.ts';
import { checksRights, jobReaches, triggerReach } from './reach.ts';
import { givesBranchName, type Head, headOf, privileged, untrusted } from './untrusted.ts';

/** A place at which a workflow hands a stranger its secrets or a token that can write. */
export interface Danger {
  readonly path: string;
  readonly line: number;
  readonly confidence: Confidence;
  readonly message: string;
  readonly trace: readonly Step[];
}

const deepest = 4;
const mostSteps = 20_000;
/** Characters of variables and inputs, those that are looked up again counted again. */
const mostRead = 5_000_000;

/** Inputs of actions that are code, by action. */
const scripts: Readonly<Record<string, string>> = {
  'actions/github-script': 'script',
  'azure/cli': 'inlinescript',
  'azure/powershell': 'inlinescript',
  'appleboy/ssh-action': 'script',
  'nick-fields/retry': 'command',
  'nick-invision/retry': 'command',
  'addnab/docker-run-action': 'run',
  'mikefarah/yq': 'cmd',
  'jannekem/run-python-script-action': 'script',
  'reactivecircus/android-emulator-runner': 'script',
};

/** What holds for all steps of a job, or of an action that it uses. */
interface Frame {
  readonly event: string;
  readonly path: string;
  readonly reach: Reach;
  /** `default` is what the repository's settings say, which nobody can read from its files. */
  readonly token: 'write' | 'default' | 'read';
  readonly secrets: boolean;
  /** Contexts that flow into an input. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly env: readonly Texts[];
  readonly trace: readonly Step[];
}

/** What the steps so far left for those that follow. */
interface Left {
  readonly heads: { folder: string; path: string; line: number; head: Head; reach: Reach; ran: boolean }[];
  readonly actions: Map<string, string>;
}

/**
 * Everything that lets strangers run code with the repository's rights, by the event through which they come in:
 * texts of theirs that become part of a script, and commits of theirs that are checked out and run.
 * Reference: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 */
export const dangersOf: (facts: Facts) => readonly Danger[] = memo((facts) => new Survey(facts).all());

class Survey {
  readonly #files: ReadonlyMap<string, Workflow>;
  readonly #found = new Map<string, Danger>();
  #steps = 0;
  #read = 0;

  constructor(facts: Facts) {
    this.#files = new Map(facts.documents(workflows).map(({ path, value }) => [path, value]));
  }

  all(): readonly Danger[] {
    for (const [path, file] of this.#files) {
      for (const [event, trigger] of file.triggers) {
        if (!privileged.has(event) && event !== 'pull_request') continue;
        const reach = triggerReach(event, trigger, this.#files);
        const token = event === 'pull_request' ? 'read' : 'default';
        const frame: Frame = { event, path, reach, token, secrets: false, inputs: new Map(), env: [], trace: [] };
        this.#workflow(file, frame, null);
      }
    }
    return [...this.#found.values()];
  }

  /** @param given whether a calling workflow gives secrets; `null` where none calls */
  #workflow(file: Workflow, caller: Frame, given: boolean | null): void {
    const reaches = jobReaches(file, caller.event);
    for (const job of file.jobs) {
      const reach = narrower(caller.reach, reaches.get(job.key) ?? 'anybody');
      this.#steps += 1;
      if (reach === 'nobody' || this.#steps > mostSteps) continue;
      const frame: Frame = {
        ...caller,
        reach,
        token: tokenOf(job, file, caller.token),
        secrets: given ?? (job.secrets && caller.event !== 'pull_request'),
        env: [job.env, file.env],
      };
      if (job.uses === null) this.#job(job.steps, frame);
      else this.#call(job, job.uses, frame);
    }
  }

  #job(steps: readonly WorkflowStep[], frame: Frame): void {
    const left: Left = { heads: [], actions: new Map() };
    this.#walk(steps, frame, left);
    for (const one of left.heads) {
      if (one.ran) continue;
      const message = 'checks out the code of a pull request beside the rights of the repository; nothing may run it';
      this.#add({ ...one, confidence: 'hint', message, trace: frame.trace });
    }
  }

  #call(job: WorkflowJob, uses: Text, frame: Frame): void {
    const path = uses.text.startsWith('./') ? join('', uses.text) : '';
    const file = this.#files.get(path);
    if (file === undefined || frame.trace.length >= deepest) return;
    const trace = [
      ...frame.trace,
      { path: frame.path, line: uses.line, column: 1, message: `${frame.event}: calls ${path}` },
    ];
    const inputs = this.#inputs(job.with, frame);
    this.#workflow(file, { ...frame, path, inputs, trace }, frame.secrets);
  }

  #walk(steps: readonly WorkflowStep[], outer: Frame, left: Left): void {
    let frame = outer;
    for (const step of steps) {
      this.#steps += 1;
      if (this.#steps > mostSteps) return;
      const reach = narrower(frame.reach, reachOf(step.condition, frame.event));
      if (reach === 'nobody') continue;
      const here: Frame = { ...frame, reach, env: [step.env, ...frame.env] };
      if (step.uses !== null && step.id !== null) left.actions.set(step.id.toLowerCase(), step.uses.text);
      this.#scripts(step, here, left);
      this.#checkout(step, here, left);
      this.#action(step, here, left);
      // Whoever fails the check goes no further, or it would be no check.
      if (checksRights(step)) frame = { ...frame, reach: narrower(frame.reach, 'gated') };
    }
  }

  #action({ uses, with: given }: WorkflowStep, frame: Frame, left: Left): void {
    if (uses === null || !uses.text.startsWith('./') || frame.trace.length >= deepest) return;
    const folder = join('', uses.text);
    for (const name of ['action.yml', 'action.yaml']) {
      const path = join(folder, name);
      const steps = this.#files.get(path)?.jobs[0]?.steps;
      if (steps === undefined) continue;
      const trace = [
        ...frame.trace,
        { path: frame.path, line: uses.line, column: 1, message: `${frame.event}: uses ${path}` },
      ];
      const inner: Left = { heads: left.heads, actions: new Map() };
      this.#walk(steps, { ...frame, path, inputs: this.#inputs(given, frame), env: frame.env, trace }, inner);
    }
  }

  #inputs(given: Texts, frame: Frame): ReadonlyMap<string, readonly string[]> {
    return new Map([...given].map(([name, { text }]) => [name, this.#flows(text, frame)]));
  }

  /** Texts of strangers that the runner writes into a script before anything runs it. */
  #scripts(step: WorkflowStep, frame: Frame, left: Left): void {
    const input = scripts[step.uses?.text.split('@')[0]?.toLowerCase() ?? ''];
    const script = step.run ?? (input === undefined ? undefined : step.with.get(input));
    if (script === undefined) return;
    for (const { expression, offset } of expressionsIn(script.text)) {
      const source = flowing(expression)
        .flatMap((path) => this.#resolved(path, frame, 0))
        .map((path) => sourceOf(path, frame.event, left))
        .find((one) => one !== null);
      if (source === undefined || source === null || inComment(script.text, offset)) continue;
      const line = script.literal ? script.line + lineBreaks(script.text, offset) : script.line;
      const weak = frame.event === 'push' ? 'likely' : 'certain';
      const confidence = source.harmless ? 'hint' : this.#confidence(frame, weak);
      const message = `writes ${source.says} into a script, where it can run as code`;
      this.#add({ path: frame.path, line, confidence, message, trace: frame.trace });
    }
  }

  #checkout(step: WorkflowStep, frame: Frame, left: Left): void {
    if (!/^(?:pull_request_target|workflow_run|issue_comment)$/.test(frame.event)) return;
    for (const one of left.heads) {
      if (runsCheckedOut(step, one.folder)) this.#ran(one, step, frame);
    }
    if (step.uses !== null && /\/checkout@/i.test(step.uses.text)) {
      const folder = (step.with.get('path')?.text ?? '').replace(/^\.\/?/, '').replace(/\/$/, '');
      const ref = step.with.get('ref');
      const repository = this.#flows(step.with.get('repository')?.text ?? '', frame);
      const head = headOf(
        { text: ref?.text ?? '', flows: this.#flows(ref?.text ?? '', frame) },
        repository,
        frame.event,
      );
      // A later checkout into the same folder takes the place of the earlier one.
      for (let at = left.heads.length - 1; at >= 0; at -= 1) {
        if (left.heads[at]?.folder === folder && left.heads[at]?.ran === false) left.heads.splice(at, 1);
      }
      if (head !== null) {
        const { line } = ref ?? step.uses;
        left.heads.push({ folder, path: frame.path, line, head, reach: frame.reach, ran: false });
      }
    }
    if (step.run === null) return;
    const fetched = fetchesPullRequest(step.run.text);
    if (fetched === null) return;
    const line = step.run.literal ? step.run.line + fetched : step.run.line;
    const one = { folder: '', path: frame.path, line, head: 'certain' as const, reach: frame.reach, ran: false };
    left.heads.push(one);
    if (scriptRuns(step.run.text, '', step.workingDirectory, fetched + 1)) this.#ran(one, step, frame);
  }

  #ran(one: Left['heads'][number], step: WorkflowStep, frame: Frame): void {
    one.ran = true;
    const place = step.run ?? step.uses;
    const reach = narrower(one.reach, frame.reach);
    const confidence = one.head === 'by-name' ? 'hint' : this.#confidence({ ...frame, reach }, one.head);
    const message = `checks out the code of a pull request, and line ${place?.line ?? one.line} runs it with the rights of the repository`;
    const runs = { path: frame.path, line: place?.line ?? one.line, column: 1, message: 'runs what was checked out' };
    this.#add({ path: one.path, line: one.line, confidence, message, trace: [...frame.trace, runs] });
  }

  /** Contexts that flow into a text, seen through variables and inputs. */
  #flows(text: string, frame: Frame, depth = 0): readonly string[] {
    this.#read += text.length;
    if (this.#read > mostRead) return [];
    const paths = new Set(expressionsIn(text).flatMap(({ expression }) => flowing(expression)));
    return [...paths].flatMap((path) => this.#resolved(path, frame, depth));
  }

  #resolved(path: string, frame: Frame, depth: number): readonly string[] {
    const [head, name = ''] = path.split('.');
    if (depth < deepest && head === 'env') {
      const at = frame.env.findIndex((texts) => texts.has(name));
      const text = frame.env[at]?.get(name);
      // What a variable is set from is looked up outside of it, so that it cannot mean itself.
      return text === undefined ? [] : this.#flows(text.text, { ...frame, env: frame.env.slice(at + 1) }, depth + 1);
    }
    const input = head === 'inputs' ? name : /^github\.event\.inputs\.(.+)$/.exec(path)?.[1];
    return input === undefined ? [path] : (frame.inputs.get(input) ?? [path]);
  }

  #confidence({ reach, token, secrets, event }: Frame, best: 'certain' | 'likely'): Confidence {
    if (reach === 'gated' || (token === 'read' && !secrets)) return 'hint';
    // By default only this event's token can write whatever the settings of the repository say.
    return token === 'default' && event !== 'pull_request_target' && !secrets ? 'likely' : best;
  }

  #add(danger: Danger): void {
    const key = `${danger.path}\n${danger.line}`;
    const known = this.#found.get(key);
    if (known === undefined || rank[danger.confidence] > rank[known.confidence]) {
      const { path, line, confidence, message, trace } = danger;
      this.#found.set(key, { path, line, confidence, message, trace });
    }
  }
}

const rank: Readonly<Record<Confidence, number>> = { hint: 0, likely: 1, certain: 2 };

function tokenOf(job: WorkflowJob, file: Workflow, cap: Frame['token']): Frame['token'] {
  const permissions = job.permissions ?? file.permissions;
  if (cap === 'read' || permissions === null) return cap;
  return permissions.grants.some(({ access }) => access === 'write') ? 'write' : 'read';
}

function sourceOf(path: string, event: string, left: Left): ReturnType<typeof untrusted> {
  const output = /^steps\.([^.]+)\.outputs\.(.+)$/.exec(path);
  const action = output === null ? undefined : left.actions.get(output[1] as string);
  if (action !== undefined && givesBranchName(action, output?.[2] ?? '')) {
    return { says: 'the branch of a pull request', harmless: event === 'pull_request' };
  }
  return untrusted(path, event);
}

function inComment(script: string, offset: number): boolean {
  return /^\s*(?:#|\/\/)/.test(script.slice(script.lastIndexOf('\n', offset) + 1, offset));
}

function lineBreaks(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
