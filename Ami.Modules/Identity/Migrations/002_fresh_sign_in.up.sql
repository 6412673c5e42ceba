-- When the person behind a session last proved who they are; asked for before sensitive acts.
alter table identity.sessions add column confirmed_at timestamptz;
update identity.sessions set confirmed_at = created_at;
alter table identity.sessions alter column confirmed_at set not null;
