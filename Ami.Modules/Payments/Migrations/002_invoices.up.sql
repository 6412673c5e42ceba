-- Numbers of documents: the row is held until the document that has the number commits, so that none is missing.
create table payments.invoice_series (
    series text   primary key,
    last   bigint not null check (last >= 0)
);

insert into payments.invoice_series (series, last) values ('A', 0), ('C', 0);

comment on table payments.invoice_series is 'services: select, insert, update (last)';

-- Invoices and credit notes, as they were issued. They stay when their buyer leaves, without the account: the law asks for name, address and amounts.
create table payments.invoices (
    id            uuid           primary key,
    stripe_id     text           not null unique,
    kind          text           not null,
    series        text           not null references payments.invoice_series (series),
    sequence      bigint         not null check (sequence > 0),
    credits_id    uuid           references payments.invoices (id),
    user_id       uuid,
    language      text           not null,
    seller_name   text           not null,
    seller_place  text           not null,
    seller_tax_id text           not null,
    buyer_name    text           not null,
    buyer_place   text           not null,
    buyer_country text           not null,
    buyer_tax_id  text           not null,
    currency      text           not null,
    net           numeric(28,10) not null check (net >= 0),
    tax           numeric(28,10) not null check (tax >= 0),
    total         numeric(28,10) not null check (total > 0),
    lines         text           not null,
    payment_id    text,
    is_simulated  boolean        not null,
    issued_at     timestamptz    not null,
    unique (series, sequence),
    check ((kind = 'CreditNote') = (credits_id is not null)),
    check (net + tax = total)
);

comment on table payments.invoices is 'services: select, insert, update (user_id, payment_id)';

create index invoices_user on payments.invoices (user_id, issued_at desc, id desc);
create index invoices_issued on payments.invoices (issued_at desc, id desc);
create index invoices_payment on payments.invoices (payment_id);
create index invoices_credits on payments.invoices (credits_id) where credits_id is not null;
