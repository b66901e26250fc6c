import type { FailOn } from '../gate.ts';
import type { Judged } from './judge.ts';

/** What may not happen. */
export interface Gate {
  readonly failUnder: number | null;
  readonly failOn: FailOn;
}

/** Why a change does not pass; nothing where it does. */
export function reasonsOf(judged: Judged, { failUnder, failOn }: Gate): readonly string[] {
  const { score } = judged.report;
  const failing = judged.failing(failOn);
  const practices = failing.length === 1 ? '1 practice' : `${failing.length} practices`;
  const worse = judged.comparison !== null && failOn.what === 'new';
  const what = worse ? 'got worse' : failing.length === 1 ? 'fails' : 'fail';
  return [
    ...(failUnder !== null && score !== null && score < failUnder
      ? [`the score ${score} is below ${failUnder} (fail-under)`]
      : []),
    ...(failing.length > 0 ? [`${practices} ${what} (fail-on): ${failing.join(', ')}`] : []),
  ];
}
