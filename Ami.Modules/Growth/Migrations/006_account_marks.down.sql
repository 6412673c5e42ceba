alter table growth.waitlist drop column counted;

comment on table growth.waitlist is
    'services: select, insert, update (user_id, state, referrals, verified_at, ranked_at, invited_at, joined_at), delete';

drop table growth.account_marking, growth.account_marks;
