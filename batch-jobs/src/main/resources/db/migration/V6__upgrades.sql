CREATE TABLE account_upgrade (
  account_id BIGINT PRIMARY KEY,
  upgraded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ip_ranges_before VARCHAR,
  ip_ranges_after VARCHAR,
  web_widget VARCHAR NOT NULL,
  sign_in VARCHAR NOT NULL
);
COMMENT ON TABLE account_upgrade IS 'What the switch changed about an account besides its agents';

CREATE TABLE agent (
  account_id BIGINT NOT NULL,
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
  PRIMARY KEY (account_id, agent_id)
);
COMMENT ON TABLE agent IS 'The merged agents of upgraded accounts';

CREATE TABLE new_agent_id (
  counter_id INTEGER PRIMARY KEY,
  next_id BIGINT NOT NULL
);
COMMENT ON TABLE new_agent_id IS 'One row: the id that the next agent known to Chat only gets';
-- Far above the ids that feeds carry, and below 2^53, where JSON readers begin to round.
INSERT INTO new_agent_id (counter_id, next_id) VALUES (1, 8000000000000000);

CREATE TABLE setup_link (
  selector VARCHAR PRIMARY KEY,
  verifier_hash VARCHAR NOT NULL,
  key_id VARCHAR NOT NULL,
  account_id BIGINT NOT NULL,
  agent_id BIGINT NOT NULL,
  generation INTEGER NOT NULL,
  issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE,
  superseded_at TIMESTAMP WITH TIME ZONE
);
COMMENT ON TABLE setup_link IS 'Links by which chat-only agents set a password: a name and a hash, never the link';
CREATE INDEX setup_link_by_agent ON setup_link (account_id, agent_id);
