drop table payments.invoices;
drop table payments.invoice_series;
