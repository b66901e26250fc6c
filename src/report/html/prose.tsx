import type { FC } from 'hono/jsx';
import { remedyParts } from '../remedy.ts';

/** A remedy: prose, in which backticks hold code, and lines to write. */
export const Prose: FC<{ text: string }> = ({ text }) => (
  <div class="prose">
    {remedyParts(text).map((part) =>
      part.kind === 'code' ? (
        <pre tabindex={0}>
          <code>{part.lines.join('\n')}</code>
        </pre>
      ) : (
        <p>
          <Line text={part.text} />
        </p>
      ),
    )}
  </div>
);

/** One line of prose with its code between backticks. */
export const Line: FC<{ text: string }> = ({ text }) => (
  <>
    {text
      .split(/(`[^`]+`)/)
      .map((piece) =>
        piece.length > 2 && piece.startsWith('`') && piece.endsWith('`') ? <code>{piece.slice(1, -1)}</code> : piece,
      )}
  </>
);
