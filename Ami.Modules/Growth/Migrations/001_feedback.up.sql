-- Ideas that people post, and who stands behind them. A post that was merged counts for the one at the root: votes stay where they were cast, so that a merge
-- can be undone, and are counted once for each person.
create table growth.feedback_posts (
    id          uuid        primary key,
    user_id     uuid,
    title       text        not null check (length(title) between 1 and 120),
    body        text        not null check (length(body) <= 4000),
    status      text        not null check (status in ('Open', 'Planned', 'InProgress', 'Done', 'Declined')),
    votes       integer     not null check (votes >= 0),
    reply       text        check (length(reply) between 1 and 4000),
    replied_at  timestamptz check ((replied_at is null) = (reply is null)),
    root_id     uuid        not null references growth.feedback_posts (id) deferrable initially deferred,
    merged_into uuid        references growth.feedback_posts (id) check ((merged_into is null) = (root_id = id)),
    merged_at   timestamptz check ((merged_at is null) = (merged_into is null)),
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    search      text        not null generated always as (' ' || core.plain(title) || ' ' || core.plain(body)) stored
);

comment on table growth.feedback_posts is
    'services: select, insert, update (user_id, status, votes, reply, replied_at, root_id, merged_into, merged_at, changed_at), delete';

create index feedback_posts_votes on growth.feedback_posts (votes, id) where merged_into is null;
create index feedback_posts_created on growth.feedback_posts (created_at, id);
create index feedback_posts_changed on growth.feedback_posts (changed_at, id);
create index feedback_posts_root on growth.feedback_posts (root_id);
create index feedback_posts_user on growth.feedback_posts (user_id);
create index feedback_posts_search on growth.feedback_posts using gin (search core.gin_trgm_ops);

create table growth.feedback_votes (
    post_id    uuid        not null references growth.feedback_posts (id) on delete cascade,
    user_id    uuid        not null,
    created_at timestamptz not null,
    primary key (post_id, user_id)
);

comment on table growth.feedback_votes is 'services: select, insert, delete';

create index feedback_votes_user on growth.feedback_votes (user_id);
