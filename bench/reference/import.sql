-- Feed files into the product's own tables: COPY of each line as it is, then one INSERT … SELECT a table.
\set as_line 'WITH (FORMAT csv, QUOTE E''\\x01'', DELIMITER E''\\x02'')'
CREATE UNLOGGED TABLE raw_account (line jsonb);
CREATE UNLOGGED TABLE raw_chat_agent (line jsonb);
CREATE UNLOGGED TABLE raw_support_user (line jsonb);
CREATE UNLOGGED TABLE raw_agent_review (line jsonb);
CREATE UNLOGGED TABLE raw_account_event (line jsonb);
SELECT format('COPY raw_%s FROM %L ', t, :'feed' || '/' || t || 's.ndjson') || :'as_line'
  FROM unnest(ARRAY['account', 'chat_agent', 'support_user', 'agent_review', 'account_event']) AS t \gexec

INSERT INTO account (account_id, phase, subdomain, name, requested_at, details, chat_ip_entries, support_ip_ranges,
  content_hash, changed_run, seen_run)
SELECT (line->>'account_id')::bigint, line->>'phase', line->>'subdomain', line->>'name',
       (line#>>'{migration,requested_at}')::timestamptz, line::text,
       (SELECT string_agg(e || E'\n', '') FROM jsonb_array_elements_text(line#>'{chat_ip_restriction,entries}') AS e),
       line#>>'{security_settings,ip,ip_ranges}', md5(line::text), 1, 1
  FROM raw_account
    ON CONFLICT DO NOTHING;

INSERT INTO chat_agent (account_id, chat_agent_id, email, first_name, last_name, display_name, enabled, is_owner,
  is_administrator, role_id, deleted, seen_night, content_hash, changed_run, seen_run)
SELECT (line->>'account_id')::bigint, (line->>'id')::bigint, trim(line->>'email'), line->>'first_name',
       line->>'last_name', line->>'display_name', line->>'enabled' IN ('1', 'true'),
       coalesce((line#>>'{roles,owner}')::boolean, false), coalesce((line#>>'{roles,administrator}')::boolean, false),
       (line->>'role_id')::bigint, coalesce((line->>'deleted')::boolean, false), DATE '2026-12-01', md5(line::text), 1, 1
  FROM raw_chat_agent
 WHERE jsonb_typeof(line->'id') = 'number'
    ON CONFLICT DO NOTHING;

INSERT INTO support_user (account_id, support_user_id, name, alias, email, role, role_type, deleted, suspended, verified,
  locale, time_zone, identities, content_hash, changed_run, seen_run)
SELECT (line->>'account_id')::bigint, (line->>'id')::bigint, line->>'name', line->>'alias', trim(line->>'email'),
       upper(replace(line->>'role', '-', '_')), (line->>'role_type')::integer,
       NOT coalesce((line->>'active')::boolean, true), coalesce((line->>'suspended')::boolean, false),
       (line->>'verified')::boolean, line->>'locale', line->>'iana_time_zone',
       coalesce(line->'identities', '[]')::text, md5(line::text), 1, 1
  FROM raw_support_user
 WHERE jsonb_typeof(line->'id') = 'number'
    ON CONFLICT DO NOTHING;

INSERT INTO agent_review (account_id, chat_agent_id, reviewed_at, decision, support_user_id, email, role, reviewed_by,
  content_hash, seen_run)
SELECT (line->>'account_id')::bigint, (line->>'chat_agent_id')::bigint, (line->>'reviewed_at')::timestamptz,
       line->>'decision', (line->>'support_user_id')::bigint, line->>'email', line->>'role', line->>'reviewed_by',
       md5(line::text), 1
  FROM raw_agent_review
    ON CONFLICT DO NOTHING;

INSERT INTO account_event (account_id, event, event_at, requested_by, reason, local_time, content_hash, seen_run)
SELECT (line->>'account_id')::bigint, line->>'event', (line->>'at')::timestamptz, coalesce(line->>'by', ''),
       line->>'reason', (line->>'local_time')::timestamp, md5(line::text), 1
  FROM raw_account_event
    ON CONFLICT DO NOTHING;

INSERT INTO agent_delivery (account_id, side, night_1, delivered_at, rejected, run_id)
SELECT account_id, 'chat', DATE '2026-12-01', TIMESTAMPTZ '2026-12-01T01:00:00Z', 0, 1 FROM chat_agent GROUP BY account_id
UNION ALL
SELECT account_id, 'support', DATE '2026-12-01', TIMESTAMPTZ '2026-12-01T01:00:00Z', 0, 1 FROM support_user GROUP BY account_id;
ANALYZE account, chat_agent, support_user, agent_review;
