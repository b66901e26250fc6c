import type { FC } from 'hono/jsx';

export interface Part {
  readonly label: string;
  readonly count: number;
  /** Class that colours it. */
  readonly tone: 'good' | 'middling' | 'bad' | 'none';
}

const width = 200;
const height = 10;
const gap = 2;

/** Parts of a whole as one bar; its text says the same in words. */
export const ShareBar: FC<{ parts: readonly Part[]; label: string }> = ({ parts, label }) => {
  const shown = parts.filter(({ count }) => count > 0);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  const room = width - gap * Math.max(0, shown.length - 1);
  let x = 0;
  return (
    <svg class="share" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {all === 0 ? <rect class="tone-none" x={0} y={0} width={width} height={height} rx={2} /> : null}
      {shown.map(({ count, tone, label: title }) => {
        const size = Math.max(1, (room * count) / all);
        const at = x;
        x += size + gap;
        return (
          <rect class={`tone-${tone}`} x={at.toFixed(2)} y={0} width={size.toFixed(2)} height={height}>
            <title>{`${title}: ${count}`}</title>
          </rect>
        );
      })}
    </svg>
  );
};
