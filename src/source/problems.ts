/** Reasons for people why a file has no content, the same words in every source. */
export const problems = {
  unknown: 'there is no such file',
  symlink: 'a symbolic link, not followed',
  submodule: 'a submodule, not read',
  missing: 'missing from the local Git objects',
  damaged: 'damaged in the local Git objects',
  unreachable: 'could not be had from GitHub',
  unreadable: 'could not be read',
  tooLarge: (size: number, limit: number): string => `too large: ${bytes(size)}, the limit is ${bytes(limit)}`,
};

function bytes(count: number): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} bytes`;
}
