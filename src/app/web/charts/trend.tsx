import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import type { FC } from 'hono/jsx';
import { figure } from '../../../report/number.ts';
import type { TrendPoint } from '../data/figures.ts';
import { day } from '../parts/words.ts';
import { monthsOf } from './months.ts';

const size = { width: 420, height: 190 };
const edge = { left: 34, right: 40, top: 12, bottom: 36 };

/** The mean score over time. */
export const Trend: FC<{ points: readonly TrendPoint[] }> = ({ points }) => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) {
    return <p class="empty">The trend begins with the second week of audits.</p>;
  }
  const means = points.map(({ mean }) => mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const room = Math.max(0, 12 - (high - low)) / 2;
  const x = scaleUtc([first.at, last.at], [edge.left, size.width - edge.right]);
  const y = scaleLinear(
    [Math.max(0, low - room - 1), Math.min(100, high + room + 1)],
    [size.height - edge.bottom, edge.top],
  ).nice(4);
  const floor = size.height - edge.bottom;
  const months = monthsOf(first.at, last.at);
  const tickName = months === undefined ? x.tickFormat(4) : x.tickFormat(4, months);
  const path = line<TrendPoint>()
    .x(({ at }) => x(at))
    .y(({ mean }) => y(mean))
    .curve(curveMonotoneX)
    .digits(1);
  return (
    <svg class="chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby="trend-title">
      <title id="trend-title">
        {`Mean score by week: ${figure(first.mean)} on ${day(first.at)}, ${figure(last.mean)} on ${day(last.at)}`}
      </title>
      <desc>{points.map(({ at, mean }) => `${day(at)}: ${figure(mean)}`).join('; ')}</desc>
      {y.ticks(4).map((tick) => (
        <g>
          <line class="grid" x1={edge.left} x2={size.width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={edge.left - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {x.ticks(4).map((tick) => (
        <text class="tick" x={x(tick).toFixed(1)} y={floor + 18} text-anchor="middle">
          {tickName(tick)}
        </text>
      ))}
      <path class="line" d={path([...points]) ?? ''} />
      <circle class="end" cx={x(last.at).toFixed(1)} cy={y(last.mean).toFixed(1)} r={3.5} />
      <text class="letter" x={x(last.at) + 8} y={y(last.mean) + 4}>
        {figure(last.mean)}
      </text>
    </svg>
  );
};
