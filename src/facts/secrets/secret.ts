import type { Confidence, Position } from '../../model.ts';

/** A committed credential: what it opens and where it stands. Never the credential, a part of it or its length. */
export interface Secret extends Position {
  /** What people call it, such as `Hugging Face token`. */
  readonly kind: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** A credential at offsets of a text, `end` exclusive. Stays within this folder. */
export interface Hit {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  readonly note?: string;
}

export interface Judgement {
  readonly confidence: Confidence;
  readonly kind?: string;
  readonly note?: string;
}

/** One shape of credential. */
export interface Rule {
  readonly kind: string;
  /** Global. Group 1, or else the whole match, is the part that must not be a placeholder. */
  readonly pattern: RegExp;
  /** A source that begins with the literal of `pattern` and matches wherever that does, for literals that are common. */
  readonly gate?: string;
  /** The finding is the whole match, not group 1 alone. */
  readonly whole?: boolean;
  /** Decides what a match is; `null` for none. */
  judge(value: string, match: RegExpExecArray, path: string): Judgement | null;
}
