-- By whose link somebody came who has still to open theirs: a random token, gone with the row.
alter table identity.pending_registrations add column referral text;
