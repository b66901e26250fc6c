import { type Expression, parseExpression } from './expression.ts';

/** Who may start something: anybody, only with the consent of somebody who belongs to the project, or no stranger at all. */
export type Reach = 'anybody' | 'gated' | 'nobody';

/** `null` where a stranger can have it either way, or nobody knows. */
type Truth = boolean | 'gate' | null;
type Value = { readonly known: string | number | boolean | null } | 'stranger' | 'standing' | 'gate' | 'free';

/** Repositories and accounts that are the stranger's own where a stranger starts the workflow. */
const strangers =
  /^github\.(?:actor|actor_id|triggering_actor|event\.(?:sender|comment\.user|issue\.user|review\.user|pull_request\.(?:user|head\.user|head\.repo\.owner)|workflow_run\.(?:actor|triggering_actor|head_repository\.owner))\.(?:login|id|type)|event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.(?:full_name|name|id|node_id|html_url|clone_url|url))$/;
const standing = /^github\.event\.(?:comment|issue|review|pull_request|discussion)\.author_association$/;
/** What only somebody of the project can set, or what an earlier step or job found out. */
const gates =
  /^github\.event\.label\.name$|\.labels(?:\.|$)|^github\.event\.pull_request\.merged$|^(?:needs|steps|jobs)\.(?:[^.]+\.outputs(?:\.|$)|\*)|\.assignees?(?:\.|$)|\.milestone(?:\.|$)|^github\.event\.review\.state$/;
const strangersFork = /^github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.fork$/;
/** How GitHub may call a stranger. */
const noStanding = new Set(['none', 'contributor', 'first_time_contributor', 'first_timer', 'mannequin']);

/**
 * Whether a stranger can make a job or step run.
 * @param condition its `if`, with or without `${{ }}`; `null` for none
 * @param event the event that the stranger brings about
 */
export function reachOf(condition: string | null, event: string): Reach {
  if (condition === null) return 'anybody';
  const expression = parseExpression(condition.replaceAll(/\$\{\{|\}\}/g, ' '));
  if (expression.kind === 'unknown') {
    return /actor|login|association|label|fork|full_name|outputs/i.test(condition) ? 'gated' : 'anybody';
  }
  const verdict = truth(expression, event);
  return verdict === false ? 'nobody' : verdict === 'gate' ? 'gated' : 'anybody';
}

/** The narrower of two. */
export function narrower(one: Reach, other: Reach): Reach {
  const order: readonly Reach[] = ['anybody', 'gated', 'nobody'];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? 'nobody';
}

function truth(expression: Expression, event: string): Truth {
  switch (expression.kind) {
    case 'literal':
      return Boolean(expression.value);
    case 'context':
      return truthOf(read(expression, event));
    case 'not': {
      const inner = truth(expression.operand, event);
      return typeof inner === 'boolean' ? !inner : inner;
    }
    case 'call':
      return called(expression.name, expression.arguments, event);
    case 'binary':
      return combined(expression, event);
    default:
      return null;
  }
}

function combined({ operator, left, right }: Expression & { readonly kind: 'binary' }, event: string): Truth {
  if (operator === '&&' || operator === '||') {
    const parts = [truth(left, event), truth(right, event)];
    const deciding = operator === '||';
    if (parts.includes(deciding)) return deciding;
    // Of two ways a stranger takes the open one; of two hurdles the one that is closed stays closed.
    const first: Truth = deciding ? null : 'gate';
    const second: Truth = deciding ? 'gate' : null;
    if (parts.includes(first)) return first;
    return parts.includes(second) ? second : !deciding;
  }
  if (operator !== '==' && operator !== '!=') return null;
  const same = equal(read(left, event), read(right, event));
  return typeof same === 'boolean' && operator === '!=' ? !same : same;
}

function equal(left: Value, right: Value): Truth {
  if (left === 'gate' || right === 'gate') return 'gate';
  if (left === 'stranger' || right === 'stranger') return left === right ? null : false;
  if (left === 'standing' || right === 'standing') {
    const other = left === 'standing' ? right : left;
    return typeof other === 'object' && !noStanding.has(String(other.known).toLowerCase()) ? false : null;
  }
  if (left === 'free' || right === 'free') return null;
  return String(left.known).toLowerCase() === String(right.known).toLowerCase();
}

function called(name: string, given: readonly Expression[], event: string): Truth {
  if (name === 'always') return true;
  if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return null;
  const values = given.map((one) => read(one, event));
  if (values.includes('gate')) return 'gate';
  if (values.includes('stranger')) return false;
  if (values.includes('standing')) {
    const words = given.flatMap(texts).join(' ').toLowerCase();
    return [...noStanding].some((one) => new RegExp(`(?<![a-z_])${one}(?![a-z_])`).test(words)) ? null : false;
  }
  return null;
}

/** Literal texts anywhere within, such as the list in `fromJSON('["OWNER"]')`. */
function texts(expression: Expression): readonly string[] {
  if (expression.kind === 'literal') return [String(expression.value)];
  return expression.kind === 'call' ? expression.arguments.flatMap(texts) : [];
}

function read(expression: Expression, event: string): Value {
  if (expression.kind === 'literal') return { known: expression.value };
  if (expression.kind === 'call' && expression.arguments.length === 1) {
    const [only] = expression.arguments;
    const inner: Value = only === undefined ? 'free' : read(only, event);
    return typeof inner === 'object' ? 'free' : inner;
  }
  if (expression.kind !== 'context') {
    const inner = expression.kind === 'unknown' ? null : truth(expression, event);
    return inner === null ? 'free' : inner === 'gate' ? 'gate' : { known: inner };
  }
  const { path } = expression;
  if (path === 'github.event_name') return { known: event };
  if (path === 'github.event.workflow_run.event') return { known: 'pull_request' };
  if (strangersFork.test(path)) return { known: true };
  // Who pushes belongs to the project; what is pushed may still be a stranger's words.
  if (strangers.test(path)) return event === 'push' ? 'free' : 'stranger';
  if (standing.test(path)) return 'standing';
  if (gates.test(path)) return 'gate';
  return path.startsWith('github.event.inputs') ? { known: null } : 'free';
}

function truthOf(value: Value): Truth {
  if (value === 'gate') return 'gate';
  return typeof value === 'object' ? Boolean(value.known) : null;
}
