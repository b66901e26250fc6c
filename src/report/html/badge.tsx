import type { Grade } from '../../model.ts';

/** Fills on which white text is well read. */
const fills: Readonly<Record<Grade, string>> = { A: '#0b6b7a', B: '#3a7d44', C: '#8a6d00', D: '#a84f1d', F: '#9f2d20' };
const label = 'mlready';

/** A badge as they stand in a README: the name, and the grade with the score. */
export function Badge({ message, grade }: { readonly message: string; readonly grade: Grade | null }) {
  const left = 60;
  const right = 14 + Math.ceil(message.length * 6.8);
  const width = left + right;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={20} role="img" aria-label={`${label}: ${message}`}>
      <title>{`${label}: ${message}`}</title>
      <clipPath id="round">
        <rect width={width} height={20} rx={3} />
      </clipPath>
      <g clip-path="url(#round)">
        <rect width={left} height={20} fill="#3b4048" />
        <rect x={left} width={right} height={20} fill={grade === null ? '#6b7280' : fills[grade]} />
      </g>
      <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size={11}>
        <text x={left / 2} y={14} textLength={left - 16}>
          {label}
        </text>
        <text x={left + right / 2} y={14} textLength={right - 14}>
          {message}
        </text>
      </g>
    </svg>
  );
}
