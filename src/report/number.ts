/**
 * A number with exactly one decimal, halves away from zero, never "-0.0". Points are shown this way,
 * because they stand in columns.
 */
export function decimal(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  return `${value < 0 && tenths > 0 ? '−' : ''}${(tenths / 10).toFixed(1)}`;
}

/** As `decimal`, with a plus sign for what is gained. */
export function signed(value: number): string {
  const text = decimal(value);
  return text.startsWith('−') || text === '0.0' ? text : `+${text}`;
}

/** A score or a cut-off: one decimal where it says something, `68` otherwise. */
export function figure(value: number): string {
  return decimal(value).replace(/\.0$/, '');
}
