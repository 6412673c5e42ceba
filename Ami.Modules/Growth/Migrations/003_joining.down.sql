drop table growth.invitations, growth.waitlist, growth.registration;
