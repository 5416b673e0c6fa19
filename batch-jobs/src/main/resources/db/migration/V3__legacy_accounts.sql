CREATE TABLE account (
  account_id BIGINT PRIMARY KEY,
  phase VARCHAR NOT NULL,
  subdomain VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  requested_at TIMESTAMP WITH TIME ZONE,
  details VARCHAR NOT NULL,
  chat_ip_entries VARCHAR,
  support_ip_ranges VARCHAR,
  content_hash VARCHAR NOT NULL,
  changed_run BIGINT NOT NULL,
  seen_run BIGINT NOT NULL
);
COMMENT ON TABLE account IS 'Customers as the latest feed that named them describes them; details is JSON, the two address lists stand beside it because of their size';

CREATE TABLE chat_agent (
  account_id BIGINT NOT NULL,
  chat_agent_id BIGINT NOT NULL,
  email VARCHAR,
  first_name VARCHAR,
  last_name VARCHAR,
  display_name VARCHAR,
  enabled BOOLEAN NOT NULL,
  is_owner BOOLEAN NOT NULL,
  is_administrator BOOLEAN NOT NULL,
  role_id BIGINT,
  deleted BOOLEAN NOT NULL,
  seen_night DATE NOT NULL,
  content_hash VARCHAR NOT NULL,
  changed_run BIGINT NOT NULL,
  seen_run BIGINT NOT NULL,
  PRIMARY KEY (account_id, chat_agent_id)
);
COMMENT ON TABLE chat_agent IS 'Agents of the Chat side; a deleted one stays, marked, so that its return is recognised';

CREATE TABLE support_user (
  account_id BIGINT NOT NULL,
  support_user_id BIGINT NOT NULL,
  name VARCHAR,
  alias VARCHAR,
  email VARCHAR,
  role VARCHAR NOT NULL,
  role_type INTEGER,
  deleted BOOLEAN NOT NULL,
  suspended BOOLEAN NOT NULL,
  verified BOOLEAN,
  locale VARCHAR,
  time_zone VARCHAR,
  identities VARCHAR NOT NULL,
  content_hash VARCHAR NOT NULL,
  changed_run BIGINT NOT NULL,
  seen_run BIGINT NOT NULL,
  PRIMARY KEY (account_id, support_user_id)
);
COMMENT ON TABLE support_user IS 'Users of the Support side, end users included; identities is a JSON list';

CREATE TABLE agent_review (
  account_id BIGINT NOT NULL,
  chat_agent_id BIGINT NOT NULL,
  reviewed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  decision VARCHAR NOT NULL,
  support_user_id BIGINT,
  email VARCHAR,
  role VARCHAR,
  reviewed_by VARCHAR NOT NULL,
  content_hash VARCHAR NOT NULL,
  seen_run BIGINT NOT NULL,
  PRIMARY KEY (account_id, chat_agent_id, reviewed_at)
);
COMMENT ON TABLE agent_review IS 'Every decision of an administrator on a Chat agent; the latest one counts, none is ever changed';

CREATE TABLE account_event (
  account_id BIGINT NOT NULL,
  event VARCHAR NOT NULL,
  event_at TIMESTAMP WITH TIME ZONE NOT NULL,
  requested_by VARCHAR NOT NULL,
  reason VARCHAR,
  local_time TIMESTAMP,
  applied_at TIMESTAMP WITH TIME ZONE,
  outcome VARCHAR,
  content_hash VARCHAR NOT NULL,
  seen_run BIGINT NOT NULL,
  PRIMARY KEY (account_id, event, event_at)
);
CREATE INDEX account_event_unapplied ON account_event (applied_at, event_at);
COMMENT ON TABLE account_event IS 'What an account asked for by feed; applied once, on the first run at or after event_at';

CREATE TABLE agent_delivery (
  account_id BIGINT NOT NULL,
  side VARCHAR NOT NULL,
  night_1 DATE NOT NULL,
  night_2 DATE,
  night_3 DATE,
  delivered_at TIMESTAMP WITH TIME ZONE NOT NULL,
  rejected INTEGER NOT NULL,
  run_id BIGINT NOT NULL,
  PRIMARY KEY (account_id, side)
);
COMMENT ON TABLE agent_delivery IS 'The latest nights on which agent records of an account and side (chat, support) came, night_1 the last; rejected counts those refused in the latest delivery';

CREATE TABLE import_file (
  run_id BIGINT NOT NULL,
  file VARCHAR NOT NULL,
  records_read BIGINT NOT NULL,
  stored BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  problem VARCHAR,
  PRIMARY KEY (run_id, file)
);
COMMENT ON TABLE import_file IS 'Control totals of a run by feed file: records_read = stored + unchanged + rejected; problem says why a file could not be read to its end';

CREATE TABLE reject (
  reject_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id BIGINT NOT NULL,
  file VARCHAR NOT NULL,
  line BIGINT NOT NULL,
  field VARCHAR,
  reason VARCHAR NOT NULL,
  account_id BIGINT,
  whole_record BOOLEAN NOT NULL
);
CREATE INDEX reject_by_run ON reject (run_id, reject_id);
COMMENT ON TABLE reject IS 'What a run refused of the feed: whole records, or single fields of records that were stored without them';
