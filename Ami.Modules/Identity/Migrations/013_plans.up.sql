-- An account's plan is the larger one of what it pays for and what staff gave it; a change within the life of an access token is read by every process.
alter table identity.users
    add column paid_plan       text        not null default 'Free',
    add column given_plan      text        not null default 'Free',
    add column plan_changed_at timestamptz;

update identity.users set given_plan = plan;

create index users_plan_changed on identity.users (plan_changed_at) where plan_changed_at is not null;
