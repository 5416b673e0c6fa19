CREATE TABLE page_fetch (
  account_id BIGINT NOT NULL,
  url VARCHAR NOT NULL,
  host VARCHAR NOT NULL,
  tried_run BIGINT NOT NULL,
  outcome VARCHAR NOT NULL,
  reason VARCHAR,
  PRIMARY KEY (account_id, url)
);
COMMENT ON TABLE page_fetch IS 'How the latest attempt to fetch a known page ended: STORED, UNCHANGED, or what kept it from us, with a reason for people';
CREATE INDEX page_fetch_by_run ON page_fetch (tried_run);
