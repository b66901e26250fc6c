import type { FC } from 'hono/jsx';

export type Tab = 'repositories' | 'practices' | 'rules' | 'administration';

const titles: Readonly<Record<Tab, string>> = {
  repositories: 'Repositories',
  practices: 'Practices',
  rules: 'Rules',
  administration: 'Administration',
};

/** The pages of an organisation. */
export const Tabs: FC<{ account: string; at: Tab; administers: boolean }> = ({ account, at, administers }) => (
  <nav class="tabs" aria-label="Pages of the organisation">
    <ul>
      {(Object.keys(titles) as Tab[])
        .filter((tab) => tab !== 'administration' || administers)
        .map((tab) => (
          <li>
            <a href={organisationPath(account, tab)} {...(tab === at ? { 'aria-current': 'page' } : {})}>
              {titles[tab]}
            </a>
          </li>
        ))}
    </ul>
  </nav>
);

export function organisationPath(account: string, tab: Tab = 'repositories'): string {
  const path = `/orgs/${encodeURIComponent(account)}`;
  return tab === 'repositories' ? path : `${path}/${tab}`;
}

export function rulePath(account: string, rule: string): string {
  return `${organisationPath(account, 'rules')}/${rule.split('/').map(encodeURIComponent).join('/')}`;
}

export function repositoryPath({ owner, name }: { readonly owner: string; readonly name: string }): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}
