ALTER TABLE outbox ADD COLUMN hours_zone VARCHAR;
COMMENT ON COLUMN outbox.hours_zone IS 'On whose clock the mail waits for the hours of administrators; null where it leaves at any time';
