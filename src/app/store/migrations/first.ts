import { type Migration, sql } from 'kysely';

const statements = [
  `create table installations (
    id bigint primary key,
    account_id bigint not null,
    account text not null,
    account_type text not null,
    suspended_at timestamptz,
    synced_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  'create index installations_account on installations (lower(account))',
  `create table rule_sets (
    id text primary key,
    names jsonb not null
  )`,
  `create table repositories (
    id bigint primary key,
    installation_id bigint not null references installations on delete cascade,
    owner text not null,
    name text not null,
    private boolean not null,
    archived boolean not null,
    topics text[] not null,
    default_branch text not null,
    problem text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    audit_id bigint,
    commit text,
    audited_at timestamptz,
    ml boolean,
    profile text,
    score double precision,
    grade text,
    passes integer,
    fails integer,
    score_change double precision,
    rule_set text,
    verdicts text
  )`,
  'create index repositories_installation on repositories (installation_id)',
  // Not unique: names are swapped and reused, and GitHub tells of it in any order.
  'create index repositories_name on repositories (lower(owner), lower(name))',
  `create table deliveries (
    id text primary key,
    event text not null,
    action text,
    installation_id bigint,
    repository_id bigint,
    received_at timestamptz not null default now(),
    state text not null,
    settled_at timestamptz,
    problem text
  )`,
  'create index deliveries_received on deliveries (received_at)',
  'create index deliveries_installation on deliveries (installation_id)',
  `create table audits (
    id bigint generated always as identity primary key,
    repository_id bigint not null references repositories on delete cascade,
    commit text not null,
    branch text,
    pull_request integer,
    history boolean not null,
    at timestamptz not null,
    reason text not null,
    ml boolean not null,
    profile text not null,
    score double precision,
    grade text,
    apply integer not null,
    passes integer not null,
    fails integer not null,
    unknown integer not null,
    waived integer not null,
    rule_set text not null references rule_sets,
    verdicts text not null,
    score_delta double precision not null,
    scored_delta integer not null,
    digest text not null,
    report bytea not null
  )`,
  'create index audits_repository on audits (repository_id, history, at desc)',
  'create index audits_commit on audits (repository_id, commit)',
  'create index audits_at on audits (at)',
  `create table turns (
    audit_id bigint not null references audits on delete cascade,
    repository_id bigint not null references repositories on delete cascade,
    at timestamptz not null,
    rule text not null,
    turn text not null,
    primary key (audit_id, rule)
  )`,
  'create index turns_repository on turns (repository_id, at desc)',
  `create table sessions (
    id text primary key,
    user_id bigint not null,
    login text not null,
    token bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create table acts (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    installation_id bigint not null references installations on delete cascade,
    actor text not null,
    actor_id bigint not null,
    act text not null,
    subject text not null,
    outcome text not null
  )`,
  'create index acts_installation on acts (installation_id, at desc)',
  `create table settings (
    scope bigint not null,
    key text not null,
    value jsonb not null,
    primary key (scope, key)
  )`,
];

export const first: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
