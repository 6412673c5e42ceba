-- The wallet of practice money beside the one of real money. Ami.Core/Ledger/ChartOfAccounts.cs says the same.
insert into core.ledger_chart (kind, realm, allow_negative) values ('practice.wallet', 'practice', false);
