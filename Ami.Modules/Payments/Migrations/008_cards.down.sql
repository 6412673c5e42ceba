alter table payments.invoices drop column counters_id;
delete from payments.invoice_series where series = 'D';
drop table payments.failed_refunds;
drop table payments.card_uses;
