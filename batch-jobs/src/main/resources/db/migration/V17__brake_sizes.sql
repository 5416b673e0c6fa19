CREATE TABLE brake_size (
  measure VARCHAR PRIMARY KEY,
  brake VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  released BOOLEAN NOT NULL,
  used_on DATE
);
COMMENT ON TABLE brake_size IS 'How much of a measure a brake stopped last, whether people have let that go, and on which day it went';
