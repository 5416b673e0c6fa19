CREATE INDEX account_by_request ON account (requested_at, account_id);
