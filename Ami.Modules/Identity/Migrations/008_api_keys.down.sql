drop table identity.api_keys;
