const twoMonths = 60 * 24 * 3600 * 1000;

/** How a time axis names its ticks: by short months over months, else as the axis itself likes; in d3's notation. */
export function monthsOf(from: Date, to: Date): string | undefined {
  return to.getTime() - from.getTime() > twoMonths ? '%b' : undefined;
}
