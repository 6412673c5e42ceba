-- What affiliates are paid for sales. Ami.Core/Ledger/ChartOfAccounts.cs says the same.
insert into core.ledger_chart (kind, realm, allow_negative) values ('real.affiliates', 'real', true);
