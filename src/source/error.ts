/** What was asked for cannot be audited. The message is one line for people: what is wrong and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}
