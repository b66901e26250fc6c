import { scaleLinear } from 'd3-scale';
import type { FC } from 'hono/jsx';
import { cutOffs } from '../../../score.ts';
import type { Bin } from '../data/figures.ts';
import { counted, whole } from '../parts/words.ts';

const size = { width: 420, height: 190 };
const edge = { left: 34, right: 4, top: 12, bottom: 36 };

/** How many repositories have which score, with the grades below. */
export const Distribution: FC<{ bins: readonly Bin[] }> = ({ bins }) => {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const x = scaleLinear([0, 100], [edge.left, size.width - edge.right]);
  const y = scaleLinear([0, most], [size.height - edge.bottom, edge.top]).nice(3);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const floor = y(0);
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const words = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => `${from} to ${to}: ${whole(count)}`)
    .join('; ');
  return (
    <svg class="chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby="distribution-title">
      <title id="distribution-title">{`Scores of ${counted(all, 'repository', 'repositories')}`}</title>
      <desc>{words}</desc>
      {ticks.map((tick) => (
        <g>
          <line class="grid" x1={edge.left} x2={size.width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={edge.left - 6} y={y(tick) + 4} text-anchor="end">
            {whole(tick)}
          </text>
        </g>
      ))}
      {bins.map(({ from, to, count }) => (
        <rect
          class="bar"
          x={(x(from) + 1.5).toFixed(1)}
          y={y(count).toFixed(1)}
          width={(x(to) - x(from) - 3).toFixed(1)}
          height={(floor - y(count)).toFixed(1)}
        >
          <title>{`${from} to ${to}: ${counted(count, 'repository', 'repositories')}`}</title>
        </rect>
      ))}
      {cutOffs.map(({ grade, score }, index) => {
        const to = cutOffs[index - 1]?.score ?? 100;
        return (
          <g>
            <line class="axis" x1={x(score) + 1.5} x2={x(to) - 1.5} y1={floor + 0.5} y2={floor + 0.5} />
            <text class="tick" x={x(score) + 1.5} y={floor + 15}>
              {score}
            </text>
            <text class="letter" x={(x(score) + x(to)) / 2} y={floor + 31} text-anchor="middle">
              {grade}
            </text>
          </g>
        );
      })}
    </svg>
  );
};
