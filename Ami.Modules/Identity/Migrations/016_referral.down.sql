alter table identity.pending_registrations drop column referral;
