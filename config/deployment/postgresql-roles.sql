-- Two roles for one database: chatmigration_owner makes and changes the tables, chatmigration runs the batches and can do
-- neither. Run this in the database as a superuser, before the first start and again after it:
--   psql -d chatmigration -f postgresql-roles.sql
-- The first start, and the first one of each new version, is the owner's; every other is chatmigration's. Passwords are set
-- with psql's \password, so that they stand in no file.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chatmigration_owner') THEN
    CREATE ROLE chatmigration_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chatmigration') THEN
    CREATE ROLE chatmigration LOGIN;
  END IF;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO chatmigration_owner;
GRANT USAGE ON SCHEMA public TO chatmigration;

-- Rows enter by COPY into tables that only their session sees.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO chatmigration_owner, chatmigration', current_database());
END
$$;

ALTER DEFAULT PRIVILEGES FOR ROLE chatmigration_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO chatmigration;
ALTER DEFAULT PRIVILEGES FOR ROLE chatmigration_owner IN SCHEMA public
  GRANT SELECT, USAGE ON SEQUENCES TO chatmigration;

-- Records of what was done are only added to, and the record of the schema's scripts is the owner's.
DO $$
BEGIN
  IF to_regclass('public.flyway_schema_history') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON audit, setup_link_event, undone_upgrade, undone_agent FROM chatmigration;
    REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM chatmigration;
  END IF;
END
$$;
