CREATE TABLE mail_attempt (
  message_id VARCHAR NOT NULL,
  attempt INTEGER NOT NULL,
  via VARCHAR NOT NULL,
  domain VARCHAR NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  outcome VARCHAR,
  answer VARCHAR,
  PRIMARY KEY (message_id, attempt)
);
COMMENT ON TABLE mail_attempt IS 'Each time a mail was claimed to be sent, and how that ended; one without an outcome is under way, or its process died';
COMMENT ON COLUMN mail_attempt.via IS 'SMTP, or FILE where mails are files';
COMMENT ON COLUMN mail_attempt.domain IS 'Where it was sent to, as an A-label';
CREATE INDEX mail_attempt_by_start ON mail_attempt (started_at);
