-- One notice and one message to each active Support administrator of an account with a slot; the message is a fixed text.
CREATE TEMPORARY TABLE told AS
SELECT d.account_id, d.revision, s.email, s.name, coalesce(s.locale, 'en') AS locale, a.name AS account, m.slot_start
  FROM due_notice d
  JOIN account a ON a.account_id = d.account_id
  JOIN account_migration m ON m.account_id = d.account_id
  JOIN (SELECT DISTINCT ON (account_id, lower(email)) * FROM support_user
         WHERE role = 'ADMIN' AND NOT deleted AND NOT suspended AND email IS NOT NULL) s ON s.account_id = d.account_id
 WHERE d.told_at IS NULL AND d.due_at <= TIMESTAMPTZ '2026-12-01T01:00:00Z';
INSERT INTO outbox (message_id, kind, account_id, recipient, recipient_name, locale, notice, status, attempts, created_at,
  next_attempt_at, resent, revision)
SELECT 'scheduled.' || account_id || '.' || md5(email), 'SCHEDULED', account_id, email, name, locale,
       json_build_object('account', account, 'slot', slot_start, 'tasks', (SELECT json_agg(json_build_object('check',
         f.check_name, 'evidence', f.evidence)) FROM finding f WHERE f.account_id = told.account_id))::text,
       'PENDING', 0, now(), now(), FALSE, revision
  FROM told;
INSERT INTO in_product_message (message_id, account_id, recipient, kind, locale, text, revision, updated_at)
SELECT 'date.' || account_id || '.' || md5(email), account_id, email, 'SCHEDULED', locale,
       account || ' is upgraded at ' || slot_start || '. ' || repeat('What is left to do stands here. ', 36), revision, now()
  FROM told;
UPDATE due_notice SET told_at = due_at WHERE told_at IS NULL AND due_at <= TIMESTAMPTZ '2026-12-01T01:00:00Z';
