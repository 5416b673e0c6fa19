-- The days before the slot tell reminders apart, so they belong to the key.
CREATE TABLE due_notice_by_days (
  account_id BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  revision INTEGER NOT NULL,
  days_before INTEGER DEFAULT 0 NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  facts VARCHAR NOT NULL,
  told_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (account_id, kind, revision, days_before)
);
INSERT INTO due_notice_by_days (account_id, kind, revision, days_before, due_at, facts, told_at)
SELECT account_id, kind, revision, 0, due_at, facts, told_at FROM due_notice;
DROP TABLE due_notice;
ALTER TABLE due_notice_by_days RENAME TO due_notice;
COMMENT ON TABLE due_notice IS 'What administrators are to be told, written with its cause; the notification step finds the people';
COMMENT ON COLUMN due_notice.days_before IS 'Of a reminder, how many days before the slot it is due; 0 of all else';
CREATE INDEX due_notice_open ON due_notice (told_at, due_at);

ALTER TABLE outbox ADD COLUMN revision INTEGER;
ALTER TABLE outbox ADD COLUMN holds_until TIMESTAMP WITH TIME ZONE;
COMMENT ON COLUMN outbox.revision IS 'Of the account, where a later one makes the mail wrong; null where it holds whatever comes';
COMMENT ON COLUMN outbox.holds_until IS 'When the mail becomes wrong by itself; null where it does not';
