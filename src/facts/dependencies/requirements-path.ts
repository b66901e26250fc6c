const list = /\.(?:txt|in|pip)$/i;
const prose = /^(?:readme|licen[cs]e|changelog|notes?)\b/i;

/** Whether a path is that of a requirements or constraints file by its name or folder. */
export function isRequirementsPath(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (!list.test(base) || prose.test(base)) return false;
  return /(?:^|[-_.])(?:requirements?|constraints?)/i.test(base) || /(?:^|\/)(?:requirements?|reqs?)\//i.test(path);
}
