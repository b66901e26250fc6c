const strict = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/**
 * Text of a file as an editor would show it: byte order marks are obeyed and dropped, UTF-8 is the rule, and what is
 * not UTF-8 is read as Western European, whose ASCII part is what matters to code.
 * @returns `null` for binary content: a zero byte among the first 8,000, as Git decides it
 */
export function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8000).includes(0)) return null;
  try {
    return strict.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}
