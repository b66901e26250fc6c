import type { FC } from 'hono/jsx';
import { ago, moment } from './words.ts';

/** A moment in words, with the exact one for machines and for who points at it. */
export const When: FC<{ at: Date; now: Date }> = ({ at, now }) => (
  <time datetime={at.toISOString()} title={moment(at)}>
    {ago(at, now)}
  </time>
);
