-- What is sold, and what the payment provider holds and takes. Ami.Core/Ledger/ChartOfAccounts.cs says the same.
insert into core.ledger_chart (kind, realm, allow_negative) values
    ('real.stripe', 'real', true),
    ('real.revenue', 'real', true),
    ('real.taxes', 'real', true),
    ('real.stripe_fees', 'real', true);
