-- Slots by the order of requests, fifty an hour, without wishes, business hours or days: state, audit, use, notices.
CREATE TEMPORARY TABLE slot AS
SELECT account_id, TIMESTAMPTZ '2026-12-22T00:00:00Z' + (row_number() OVER (ORDER BY requested_at, account_id) - 1) / 50
         * INTERVAL '1 hour' AS slot_start
  FROM account
 WHERE phase IN ('legacy_chat', 'legacy_chat_support') AND requested_at <= TIMESTAMPTZ '2026-12-01T01:00:00Z';
INSERT INTO account_migration (account_id, state, held, slot_start, slot_local, slot_zone, revision, moves)
SELECT account_id, 'SCHEDULED', FALSE, slot_start, slot_start AT TIME ZONE 'Europe/Paris', 'Europe/Paris', 1, 0 FROM slot;
INSERT INTO audit (account_id, happened_at, what, from_value, to_value, slot_start, done_by)
SELECT account_id, TIMESTAMPTZ '2026-12-01T01:00:00Z', t.transition, t.from_state, t.to_state,
       CASE WHEN t.transition = 'SLOT_SET' THEN slot_start END, 'batch'
  FROM slot, (VALUES ('ASKED', 'REGISTERED', 'REQUESTED'), ('SLOT_SET', 'REQUESTED', 'SCHEDULED')) AS
    t (transition, from_state, to_state);
INSERT INTO slot_use (slot_start, used) SELECT slot_start, count(*) FROM slot GROUP BY slot_start;
INSERT INTO due_notice (account_id, kind, revision, days_before, due_at, facts)
SELECT account_id, CASE WHEN days = 0 THEN 'SCHEDULED' ELSE 'REMINDER' END, 1, days,
       CASE WHEN days = 0 THEN TIMESTAMPTZ '2026-12-01T01:00:00Z' ELSE slot_start - days * INTERVAL '1 day' END,
       '{"before":null,"zone":null,"cause":null,"reason":null}'
  FROM slot, unnest(ARRAY[0, 1, 3, 7, 14]) AS days;
ANALYZE account_migration, due_notice;
