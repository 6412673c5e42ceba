#!/bin/sh
# The two roles of the system, in a deployed container: ami_owner owns the database and is used by migrations alone, ami_app is what the services
# sign in as and owns nothing. PostgreSQL's image runs this once, when its data folder is empty.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -v owner="$AMI_OWNER_PASSWORD" -v app="$AMI_APP_PASSWORD" <<'SQL'
CREATE ROLE ami_owner LOGIN PASSWORD :'owner';
CREATE ROLE ami_app LOGIN PASSWORD :'app';
CREATE DATABASE ami OWNER ami_owner;
REVOKE ALL ON DATABASE ami FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE ami TO ami_app;
\connect ami
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL
