import type { FC } from 'hono/jsx';
import { type Asked, descendingFirst, isFiltered, parametersOf } from '../data/listing.ts';
import { type Organisation, ruleNames } from '../data/organisation.ts';

interface Choice {
  readonly name: 'grade' | 'profile' | 'topic' | 'state';
  readonly label: string;
  readonly any: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

const states = [
  ['problem', 'Could not be audited'],
  ['waiting', 'Wait for their audit'],
  ['outside', 'No machine learning'],
  ['archived', 'Archived'],
] as const;

const mostTopics = 60;

/** What the list can be narrowed by; a plain form. */
export const Filters: FC<{ path: string; asking: Asked; organisation: Organisation }> = ({
  path,
  asking,
  organisation,
}) => {
  const rule = asking.fails === '' ? undefined : ruleNames(organisation).get(asking.fails);
  return (
    <search aria-label="Repositories">
      <form class="filters" method="get" action={`${path}#repositories`}>
        <p class="field field-search">
          <label for="q">Search</label>
          <input id="q" type="search" name="q" value={asking.q} placeholder="Name or topic" autocomplete="off" />
        </p>
        {choices(organisation).map((choice) => (
          <Select choice={choice} chosen={asking[choice.name]} />
        ))}
        {asking.sort === 'name' ? null : <input type="hidden" name="sort" value={asking.sort} />}
        {asking.descending === descendingFirst.has(asking.sort) ? null : (
          <input type="hidden" name="order" value={asking.descending ? 'desc' : 'asc'} />
        )}
        {asking.fails === '' ? null : <input type="hidden" name="fails" value={asking.fails} />}
        <p class="field field-button">
          <button type="submit">Show</button>
        </p>
        {isFiltered(asking) ? (
          <p class="filter-note">
            {rule === undefined ? null : `Only where this fails: ${rule.title}. `}
            <a
              href={`${path}${parametersOf(asking, { q: '', grade: '', profile: '', topic: '', state: '', fails: '' })}#repositories`}
            >
              Show all
            </a>
          </p>
        ) : null}
      </form>
    </search>
  );
};

const Select: FC<{ choice: Choice; chosen: string }> = ({ choice: { name, label, any, options }, chosen }) =>
  options.length === 0 ? null : (
    <p class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{any}</option>
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );

function choices({ rows }: Organisation): readonly Choice[] {
  const profiles = [...new Set(rows.flatMap(({ ml, profile }) => (ml && profile !== null ? [profile] : [])))].sort();
  const topics = new Map<string, number>();
  for (const { topics: of } of rows) for (const topic of of) topics.set(topic, (topics.get(topic) ?? 0) + 1);
  const common = [...topics].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostTopics);
  const plain = (values: readonly string[]) => values.map((value) => [value, value] as const);
  return [
    { name: 'grade', label: 'Grade', any: 'All', options: plain(['A', 'B', 'C', 'D', 'F']) },
    { name: 'profile', label: 'Profile', any: 'All', options: plain(profiles) },
    { name: 'topic', label: 'Topic', any: 'All', options: plain(common.map(([topic]) => topic).sort()) },
    { name: 'state', label: 'State', any: 'Active', options: states },
  ];
}
