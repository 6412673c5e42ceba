drop table identity.client_attempts;
drop table identity.pending_registrations;
drop table identity.links;
