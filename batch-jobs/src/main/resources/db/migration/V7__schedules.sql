CREATE TABLE scheduled_tasks (
  task_name VARCHAR NOT NULL,
  task_instance VARCHAR NOT NULL,
  task_data BYTEA,
  execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR,
  last_success TIMESTAMP WITH TIME ZONE,
  last_failure TIMESTAMP WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat TIMESTAMP WITH TIME ZONE,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
COMMENT ON TABLE scheduled_tasks IS 'When serve runs each job next; the columns are those of the scheduler library';
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
