-- What people get of a feature while the system runs. A flag without a row is as its declaration in the code says.
create table core.feature_flags (
    name       text        primary key,
    enabled    boolean     not null,
    percentage smallint    not null check (percentage between 0 and 100),
    updated_at timestamptz not null
);

-- People for whom a flag is decided one by one.
create table core.feature_flag_users (
    name       text        not null,
    user_id    uuid        not null,
    enabled    boolean     not null,
    updated_at timestamptz not null,
    primary key (name, user_id)
);

create index feature_flag_users_user on core.feature_flag_users (user_id);

-- Every process of the system, as it last told of itself.
create table core.processes (
    id         uuid        primary key,
    name       text        not null,
    version    text        not null,
    host       text        not null,
    process_id integer     not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null,
    stopped_at timestamptz,
    figures    jsonb       not null
);

create index processes_seen on core.processes (seen_at);
