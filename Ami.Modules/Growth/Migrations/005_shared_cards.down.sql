delete from growth.affiliate_signals where kind = 'SharedCard';
alter table growth.affiliate_signals
    drop constraint affiliate_signals_kind_check,
    add constraint affiliate_signals_kind_check check (kind in ('ManySignUps', 'AddressFamily', 'RefundRate'));

delete from growth.affiliate_commissions where kind = 'Restored';
alter table growth.affiliate_commissions
    drop constraint affiliate_commissions_kind_check,
    add constraint affiliate_commissions_kind_check check (kind in ('Commission', 'Clawback'));
