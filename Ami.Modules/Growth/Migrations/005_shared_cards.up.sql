-- One card that pays for several accounts by one link is looked at too.
alter table growth.affiliate_signals
    drop constraint affiliate_signals_kind_check,
    add constraint affiliate_signals_kind_check check (kind in ('ManySignUps', 'AddressFamily', 'RefundRate', 'SharedCard'));

-- What was taken back, or came to nothing, is earned again by a row of its own when the refund did not arrive.
alter table growth.affiliate_commissions
    drop constraint affiliate_commissions_kind_check,
    add constraint affiliate_commissions_kind_check check (kind in ('Commission', 'Clawback', 'Restored'));
