import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { FC } from 'hono/jsx';
import { figure } from '../../../report/number.ts';
import { cutOffs } from '../../../score.ts';
import type { HistoryEntry } from '../../store/history.ts';
import { counted, day } from '../parts/words.ts';
import { monthsOf } from './months.ts';

const size = { width: 860, height: 260 };
const edge = { left: 34, right: 48, top: 14, bottom: 30 };

interface Scored extends HistoryEntry {
  readonly score: number;
}

/** The score of each audit, the grades as bands, with a mark where practices broke (down) or were fixed (up). */
export const History: FC<{
  entries: readonly HistoryEntry[];
  shown: number | null;
  linkTo: (id: number) => string;
}> = ({ entries, shown, linkTo }) => {
  const scored = entries.filter((entry): entry is Scored => entry.score !== null);
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined || scored.length < 2) {
    return <p class="empty">The plot begins with the second audit of the default branch.</p>;
  }
  const low = Math.max(0, Math.min(40, ...scored.map(({ score }) => score - 5)));
  const x = scaleUtc([first.at, last.at], [edge.left, size.width - edge.right]);
  const y = scaleLinear([low, 100], [size.height - edge.bottom, edge.top]);
  const floor = size.height - edge.bottom;
  const months = monthsOf(first.at, last.at);
  const tickName = months === undefined ? x.tickFormat(6) : x.tickFormat(6, months);
  const path = line<Scored>()
    .x(({ at }) => x(at))
    .y(({ score }) => y(score))
    .curve(curveStepAfter)
    .digits(1);
  const bands = cutOffs
    .map(({ grade, score }, index) => ({ grade, from: Math.max(low, score), to: cutOffs[index - 1]?.score ?? 100 }))
    .filter(({ from, to }) => to > from);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of links, and no HTML element groups them inside of SVG
    <svg
      class="chart history"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="group"
      aria-labelledby="history-title"
    >
      <title id="history-title">
        {`Score over ${counted(scored.length, 'audit')}: ${figure(first.score)} on ${day(first.at)}, ${figure(last.score)} on ${day(last.at)}`}
      </title>
      {bands.map(({ grade, from, to }, index) => (
        <g>
          <rect
            class={`band${index % 2 === 0 ? ' band-even' : ''}`}
            x={edge.left}
            y={y(to).toFixed(1)}
            width={size.width - edge.left - edge.right}
            height={(y(from) - y(to)).toFixed(1)}
          />
          <text class="letter" x={size.width - edge.right + 22} y={(y(from) + y(to)) / 2 + 4}>
            {grade}
          </text>
          <text class="tick" x={edge.left - 6} y={y(to) + 4} text-anchor="end">
            {to}
          </text>
        </g>
      ))}
      {x.ticks(6).map((tick) => (
        <text class="tick" x={x(tick).toFixed(1)} y={floor + 19} text-anchor="middle">
          {tickName(tick)}
        </text>
      ))}
      <path class="line" d={path(scored) ?? ''} />
      {scored.map((entry) => (
        <a href={linkTo(entry.id)} class="point" aria-label={words(entry)}>
          <title>{words(entry)}</title>
          <Mark entry={entry} at={[x(entry.at), y(entry.score)]} current={entry.id === shown} />
        </a>
      ))}
    </svg>
  );
};

/** What the marks of the plot mean. */
export const HistoryLegend: FC = () => (
  <p class="mark-legend">
    <svg viewBox="0 0 14 12" aria-hidden="true">
      <path class="mark-broke" d="M1 1h12l-6 10z" />
    </svg>{' '}
    practices broke{' '}
    <svg viewBox="0 0 14 12" aria-hidden="true">
      <path class="mark-fixed" d="M1 11h12l-6-10z" />
    </svg>{' '}
    practices were fixed
  </p>
);

const Mark: FC<{ entry: Scored; at: readonly [number, number]; current: boolean }> = ({ entry, at, current }) => {
  const [x, y] = at;
  const triangle = (up: boolean) => `M${(x - 6).toFixed(1)} ${(y + (up ? 5 : -5)).toFixed(1)}h12l-6 ${up ? -10 : 10}z`;
  return (
    <>
      <circle class="touch" cx={x.toFixed(1)} cy={y.toFixed(1)} r={9} />
      {entry.broke.length > 0 ? (
        <path class="mark-broke" d={triangle(false)} />
      ) : entry.fixed.length > 0 ? (
        <path class="mark-fixed" d={triangle(true)} />
      ) : (
        <circle class="mark-same" cx={x.toFixed(1)} cy={y.toFixed(1)} r={3} />
      )}
      {current ? <circle class="mark-current" cx={x.toFixed(1)} cy={y.toFixed(1)} r={9} /> : null}
    </>
  );
};

function words({ at, score, grade, commit, broke, fixed }: Scored): string {
  const turns = [
    ...(broke.length > 0 ? [`${counted(broke.length, 'practice')} broke`] : []),
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
  ];
  return [`${day(at)}: ${grade ?? ''} ${figure(score)} at ${commit.slice(0, 7)}`, ...turns].join(', ');
}
