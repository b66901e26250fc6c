import { quotedNeedles, spelled } from '../facts/python/column-names.ts';
import type { Call, Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Position, Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

/** What people call measures of fairness, and what these take. */
const measure =
  /^(?:\w*_)?(?:demographic_parity|equali[sz]ed_odds|equal_opportunity|disparate_impact|statistical_parity|predictive_parity|selection_rates?|fairness_(?:metrics?|report|audit|evaluation|analysis|check|score)|(?:evaluate|compute|measure|check|calculate|assess|audit)_(?:group_)?fairness|(?:audit|assess|evaluate|measure)_bias|group_fairness|metrics?_by_group|by_group_metrics?|group_metrics|metrics?_per_group|sensitive_(?:features?|attributes?|columns?|cols?)|protected_(?:attributes?|features?|columns?|groups?)|(?:un)?privileged_groups?)(?:_\w*)?$/i;
const needles = [
  'demographic_parity',
  'equalized_odds',
  'equalised_odds',
  'equal_opportunity',
  'disparate_impact',
  'statistical_parity',
  'predictive_parity',
  'selection_rate',
  'fairness_',
  '_fairness',
  'audit_bias',
  'assess_bias',
  'evaluate_bias',
  'measure_bias',
  'by_group',
  'group_metrics',
  'per_group',
  'sensitive_',
  'protected_',
  'privileged_group',
];
const score = /(?:^sklearn\.metrics\.|(?:^|\.)(?:\w+_score|confusion_matrix|classification_report|\w*error)$)/;

export const groupMetric: Probe<Options> = {
  about:
    'metrics of a model for each group of people: measures of fairness that are computed, or any metric within a loop or a grouping over one of the named columns',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9_]+$' } } },
  },
  needs: ({ names }) => [
    {
      reader: python,
      needles: [
        ...needles,
        ...names
          .flatMap(quotedNeedles)
          .flatMap((name) => [`_score(&&${name}`, `confusion_matrix(&&${name}`, `classification_report(&&${name}`]),
      ],
    },
  ],
  run: (facts, { names }) => {
    const wanted = new Set(names);
    return {
      seen: facts.documents(python).flatMap(({ value }) => {
        const at = measured(value) ?? grouped(value, wanted);
        return at === null ? [] : [finding(value.path, at, 'measures by group')];
      }),
    };
  },
};

/** A function that measures fairness is written or called here, or an argument says whom it is about. */
function measured({ scopes, calls, assignments }: Module): Position | null {
  for (const { kind, name, at } of scopes) if (kind === 'function' && measure.test(name)) return at;
  for (const { callee, keywords, at } of calls) {
    if ((callee.kind === 'name' || callee.kind === 'attribute') && measure.test(callee.name)) return at;
    if (keywords.some(({ name }) => measure.test(name))) return at;
  }
  for (const { target, value, at } of assignments) {
    // A figure that is worked out, rather than a list of columns.
    if (target.kind === 'name' && value.kind === 'operation' && measure.test(target.name)) return at;
  }
  return null;
}

function grouped(module: Module, wanted: ReadonlySet<string>): Position | null {
  const names = (expression: Expression) => mentions(module, expression, wanted, 0);
  const applied = module.calls.some(
    ({ callee }) => callee.kind === 'attribute' && /^(?:apply|agg)$/.test(callee.name) && names(callee.base),
  );
  for (const call of module.calls) {
    if (call.qualified === null || !score.test(call.qualified)) continue;
    const scope = module.scopes[call.scope];
    if (applied && scope !== undefined && scope.kind !== 'module') return call.at;
    if (inLoopOver(module, call, names)) return call.at;
    if ([...call.arguments, ...call.keywords].some(({ value }) => selects(value, names, 0))) return call.at;
  }
  return null;
}

function inLoopOver(module: Module, call: Call, names: (expression: Expression) => boolean): boolean {
  for (let at = call.block; at >= 0; at = module.blocks[at]?.parent ?? -1) {
    const block = module.blocks[at];
    if (block?.kind === 'for' && block.test !== null && names(block.test)) return true;
  }
  return false;
}

/** A part is taken by a comparison: `y_test[frame["sex"] == "female"]`. */
function selects(expression: Expression, names: (expression: Expression) => boolean, depth: number): boolean {
  if (depth > 12) return false;
  const inside = (one: Expression) => selects(one, names, depth + 1);
  switch (expression.kind) {
    case 'operation':
      return /^(?:[=!]=|[<>]=?)$/.test(expression.operator) ? names(expression) : expression.operands.some(inside);
    case 'subscript':
      return expression.index.some(inside) || inside(expression.base);
    case 'attribute':
      return inside(expression.base);
    case 'other':
      return expression.parts.some(inside);
    default:
      return false;
  }
}

/** One of the columns stands anywhere within an expression, also within the calls in it. */
function mentions(module: Module, expression: Expression, wanted: ReadonlySet<string>, depth: number): boolean {
  if (depth > 12) return false;
  const inside = (one: Expression) => mentions(module, one, wanted, depth + 1);
  switch (expression.kind) {
    case 'string':
      return expression.value.length < 60 && wanted.has(spelled(expression.value));
    case 'call': {
      const call = module.calls[expression.call];
      return call !== undefined && (inside(call.callee) || call.arguments.some(({ value }) => inside(value)));
    }
    case 'attribute':
      return wanted.has(spelled(expression.name)) || inside(expression.base);
    case 'subscript':
      return expression.index.some(inside) || inside(expression.base);
    case 'sequence':
      return expression.items.some(inside);
    case 'operation':
      return expression.operands.some(inside);
    case 'other':
      return expression.parts.some(inside);
    default:
      return false;
  }
}
