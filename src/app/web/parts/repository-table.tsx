import type { FC } from 'hono/jsx';
import { Grade } from '../../../report/html/grade.tsx';
import { decimal, signed } from '../../../report/number.ts';
import type { Row } from '../../store/overview.ts';
import { type Asked, descendingFirst, parametersOf, type Sort } from '../data/listing.ts';
import { repositoryPath } from './tabs.tsx';
import { When } from './when.tsx';

const columns: readonly { readonly sort: Sort; readonly title: string; readonly kind?: string }[] = [
  { sort: 'name', title: 'Repository' },
  { sort: 'grade', title: 'Grade' },
  { sort: 'score', title: 'Score', kind: 'number' },
  { sort: 'change', title: 'Change', kind: 'number wide' },
  { sort: 'fails', title: 'Fails', kind: 'number' },
  { sort: 'profile', title: 'Profile', kind: 'wide' },
  { sort: 'audited', title: 'Audited', kind: 'wide' },
];

/** Repositories with their latest audit; the heads of the columns sort. */
export const RepositoryTable: FC<{ path: string; asking: Asked; rows: readonly Row[]; now: Date }> = ({
  path,
  asking,
  rows,
  now,
}) => (
  <table class="repositories">
    <thead>
      <tr>
        {columns.map(({ sort, title, kind }) => (
          <Head path={path} asking={asking} sort={sort} title={title} kind={kind ?? ''} />
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr>
          <th scope="row">
            <a href={repositoryPath(row)}>{row.name}</a>
            <Flags row={row} />
          </th>
          <td>
            <Grade grade={row.grade} />
          </td>
          <td class="number">{row.score === null ? <None /> : decimal(row.score)}</td>
          <td class="number wide">{row.scoreChange === null ? <None /> : <Change value={row.scoreChange} />}</td>
          <td class="number">{row.score === null || row.fails === null ? <None /> : row.fails}</td>
          <td class="wide">{row.profile === null || row.ml === false ? <None /> : row.profile}</td>
          <td class="wide soft">{row.auditedAt === null ? <None /> : <When at={row.auditedAt} now={now} />}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const None: FC = () => (
  <span class="soft">
    <span aria-hidden="true">–</span>
    <span class="unseen">none</span>
  </span>
);

const Change: FC<{ value: number }> = ({ value }) => (
  <span class={value > 0.05 ? 'gain' : value < -0.05 ? 'loss' : 'soft'}>{signed(value)}</span>
);

const Flags: FC<{ row: Row }> = ({ row: { archived, auditedAt, ml, problem } }) => {
  const flags = [
    ...(archived ? ['archived'] : []),
    ...(ml === false ? ['no machine learning'] : []),
    ...(problem !== null ? ['could not be audited'] : auditedAt === null ? ['waits for its audit'] : []),
  ];
  return flags.length === 0 ? null : <span class="flags">{flags.join(', ')}</span>;
};

const Head: FC<{ path: string; asking: Asked; sort: Sort; title: string; kind: string }> = ({
  path,
  asking,
  sort,
  title,
  kind,
}) => {
  const current = asking.sort === sort;
  const plain = parametersOf(asking, { sort, descending: current ? !asking.descending : descendingFirst.has(sort) });
  return (
    <th
      scope="col"
      class={kind}
      {...(current ? { 'aria-sort': asking.descending ? ('descending' as const) : ('ascending' as const) } : {})}
    >
      <a href={`${path}${plain}#repositories`}>
        {title}
        <span class="arrow" aria-hidden="true">
          {current ? (asking.descending ? ' ↓' : ' ↑') : ''}
        </span>
      </a>
    </th>
  );
};
