const numbers = new Intl.NumberFormat('en');
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** `5,000`. */
export function whole(value: number): string {
  return numbers.format(value);
}

/** `1 repository`, `5,000 repositories`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

export function repositories(count: number): string {
  return counted(count, 'repository', 'repositories');
}

export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  // Not quite all and not quite none must not look like all and none.
  if (rounded === 100 && share < 1) return '99%';
  return rounded === 0 && share > 0 ? '1%' : `${rounded}%`;
}

/** `21 Nov 2026`. */
export function day(at: Date): string {
  return days.format(at);
}

/** `21 Nov 2026, 09:15 UTC`. */
export function moment(at: Date): string {
  return `${moments.format(at)} UTC`;
}

/** What somebody wants to know of the near past: `today`, `3 days ago`; of the rest the day. */
export function ago(at: Date, now: Date): string {
  const count = Math.floor(now.getTime() / 864e5) - Math.floor(at.getTime() / 864e5);
  if (count <= 0) return 'today';
  if (count === 1) return 'yesterday';
  return count < 14 ? `${count} days ago` : day(at);
}
