-- What the notification centre shows. The id is the event's, so a message that is handled again is still one message.
create table notifications.messages (
    id         uuid        primary key,
    user_id    uuid        not null,
    kind       text        not null,
    fields     jsonb       not null,
    link       text,
    created_at timestamptz not null,
    read_at    timestamptz
);

create index messages_user on notifications.messages (user_id, id desc);
create index messages_unread on notifications.messages (user_id) where read_at is null;

-- Mails to be sent, and those that were. The link, which may carry a secret, is encrypted, and gone once the mail is sent.
create table notifications.mails (
    id          uuid        primary key,
    user_id     uuid        not null,
    kind        text        not null,
    address     text        not null,
    language    text        not null check (language in ('Es', 'En')),
    greeted_as  text,
    fields      jsonb       not null,
    sealed_link bytea,
    subject     text        not null,
    state       text        not null check (state in ('Queued', 'Sent', 'Failed')),
    attempts    integer     not null,
    due_at      timestamptz not null,
    last_error  text,
    created_at  timestamptz not null,
    sent_at     timestamptz
);

create index mails_due on notifications.mails (due_at) where state = 'Queued';
create index mails_user on notifications.mails (user_id);

-- Only what somebody changed; everything else goes where its kind says.
create table notifications.preferences (
    user_id    uuid        not null,
    kind       text        not null,
    in_app     boolean     not null,
    email      boolean     not null,
    updated_at timestamptz not null,
    primary key (user_id, kind)
);
