-- Keyed hashes of the mailboxes of all accounts, so that somebody who has an account is known when they make another. Gone with the account.
create table growth.account_marks (
    user_id   uuid        primary key,
    mailbox   bytea       not null,
    marked_at timestamptz not null
);

comment on table growth.account_marks is 'services: select, insert, update (mailbox, marked_at), delete';

create index account_marks_mailbox on growth.account_marks (mailbox);

-- How far the job has come that marks the accounts that there are: one row.
create table growth.account_marking (
    is_current  boolean     primary key default true check (is_current),
    after       uuid,
    finished_at timestamptz
);

comment on table growth.account_marking is 'services: select, update (after, finished_at)';

insert into growth.account_marking default values;

-- Whether somebody on the waitlist counts for whoever brought them along, so that leaving takes back what coming gave.
alter table growth.waitlist add column counted boolean not null default false;

comment on table growth.waitlist is
    'services: select, insert, update (user_id, state, referrals, counted, verified_at, ranked_at, invited_at, joined_at), delete';

update growth.waitlist w set counted = true
from (
    select f.id, row_number() over (partition by f.referred_by order by f.verified_at, f.id) as place, r.referrals
    from growth.waitlist f join growth.waitlist r on r.id = f.referred_by
    where f.verified_at is not null
) friends
where friends.id = w.id and friends.place <= friends.referrals;
