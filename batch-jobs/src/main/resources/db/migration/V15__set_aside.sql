CREATE TABLE set_aside (
  account_id BIGINT NOT NULL,
  step VARCHAR NOT NULL,
  run_id BIGINT NOT NULL,
  set_aside_at TIMESTAMP WITH TIME ZONE NOT NULL,
  reason VARCHAR NOT NULL,
  PRIMARY KEY (account_id, step)
);
COMMENT ON TABLE set_aside IS 'Accounts that a step could not deal with, so that the others went on; a row goes when a later run or a retry can';
