CREATE TABLE due_notice (
  account_id BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  revision INTEGER NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  facts VARCHAR NOT NULL,
  told_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (account_id, kind, revision)
);
COMMENT ON TABLE due_notice IS 'What administrators are to be told, written with its cause; the notification step finds the people';
CREATE INDEX due_notice_open ON due_notice (told_at, due_at);

CREATE TABLE outbox (
  message_id VARCHAR PRIMARY KEY,
  kind VARCHAR NOT NULL,
  account_id BIGINT NOT NULL,
  recipient VARCHAR NOT NULL,
  recipient_name VARCHAR NOT NULL,
  locale VARCHAR NOT NULL,
  notice VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  answer VARCHAR,
  rendered BYTEA,
  resent BOOLEAN NOT NULL
);
COMMENT ON TABLE outbox IS 'Mails, written in the transaction that caused them and sent later; none holds a usable link';
COMMENT ON COLUMN outbox.answer IS 'Why the mail is deferred, failed or unknown: the words of the server, or ours';
COMMENT ON COLUMN outbox.rendered IS 'The message as it was first written, a placeholder for the setup link in it';
COMMENT ON COLUMN outbox.resent IS 'Sent a second time after an unknown outcome, which happens once';
CREATE INDEX outbox_open ON outbox (status, next_attempt_at);
CREATE INDEX outbox_by_account ON outbox (account_id);

CREATE TABLE dispatch_turn (
  turn_id INTEGER PRIMARY KEY
);
COMMENT ON TABLE dispatch_turn IS 'One row; whoever has locked it may send mails';
INSERT INTO dispatch_turn (turn_id) VALUES (1);

CREATE TABLE in_product_message (
  message_id VARCHAR PRIMARY KEY,
  account_id BIGINT NOT NULL,
  recipient VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  locale VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE NOT NULL
);
COMMENT ON TABLE in_product_message IS 'What administrators read in the product; a newer date replaces the older one';
CREATE INDEX in_product_message_by_account ON in_product_message (account_id);
