drop table growth.affiliate_signals, growth.affiliate_commissions, growth.affiliate_sign_ups, growth.affiliate_clicks, growth.affiliate_days, growth.affiliates;
