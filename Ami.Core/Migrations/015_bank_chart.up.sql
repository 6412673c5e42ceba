-- What the payment provider paid out to the house's bank. Ami.Core/Ledger/ChartOfAccounts.cs says the same.
insert into core.ledger_chart (kind, realm, allow_negative) values ('real.bank', 'real', true);
