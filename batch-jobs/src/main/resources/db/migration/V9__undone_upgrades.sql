ALTER TABLE outbox ADD COLUMN withdrawn_at TIMESTAMP WITH TIME ZONE;
COMMENT ON COLUMN outbox.withdrawn_at IS 'What the mail tells does not hold any more; it is not tried from then on';

CREATE TABLE undone_upgrade (
  account_id BIGINT NOT NULL,
  undone_at TIMESTAMP WITH TIME ZONE NOT NULL,
  undone_by VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  upgraded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ip_ranges_before VARCHAR,
  ip_ranges_after VARCHAR,
  web_widget VARCHAR NOT NULL,
  sign_in VARCHAR NOT NULL,
  PRIMARY KEY (account_id, undone_at)
);
COMMENT ON TABLE undone_upgrade IS 'What an upgrade had changed about an account before it was undone; rows are only added';

CREATE TABLE undone_agent (
  account_id BIGINT NOT NULL,
  undone_at TIMESTAMP WITH TIME ZONE NOT NULL,
  agent_id BIGINT NOT NULL,
  chat_agent_id BIGINT,
  support_user_id BIGINT,
  name VARCHAR NOT NULL,
  alias VARCHAR,
  email VARCHAR NOT NULL,
  scenario VARCHAR NOT NULL,
  decided_by VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  sign_in VARCHAR NOT NULL,
  active BOOLEAN NOT NULL,
  PRIMARY KEY (account_id, undone_at, agent_id)
);
COMMENT ON TABLE undone_agent IS 'The merged agents that an undo took away; rows are only added';
