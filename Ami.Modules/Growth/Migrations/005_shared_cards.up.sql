-- One card that pays for several accounts by one link is looked at too.
alter table growth.affiliate_signals
    drop constraint affiliate_signals_kind_check,
    add constraint affiliate_signals_kind_check check (kind in ('ManySignUps', 'AddressFamily', 'RefundRate', 'SharedCard'));
