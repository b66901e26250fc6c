import type { FC } from 'hono/jsx';
import type { StackEntry } from '../../../model.ts';
import { line } from '../../../report/neutral.ts';
import type { Link } from '../../../report/sections.ts';
import { PlaceLink } from './evidence.tsx';

/** What a repository is built with, by group, each with the first place that shows it. */
export const Stack: FC<{ stack: readonly StackEntry[]; link: Link }> = ({ stack, link }) => {
  const byGroup = new Map<string, StackEntry[]>();
  for (const entry of stack) byGroup.set(entry.group, [...(byGroup.get(entry.group) ?? []), entry]);
  return stack.length === 0 ? null : (
    <section>
      <h2>Stack</h2>
      <dl class="stack">
        {[...byGroup].map(([group, entries]) => (
          <div>
            <dt>{line(group)}</dt>
            <dd>
              <ul class="plain-list">
                {entries.map(({ name, used, evidence: [first] }) => (
                  <li>
                    {line(name)}
                    {used ? '' : <span class="soft"> declared only</span>}{' '}
                    {first === undefined ? null : <PlaceLink place={first} link={link} />}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
