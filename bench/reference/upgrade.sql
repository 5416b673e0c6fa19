-- The switch of each account of the table switched, one commit an account: agents, the account, state, audit, notices.
CREATE OR REPLACE PROCEDURE switch_all() LANGUAGE plpgsql AS $$
DECLARE
  each bigint;
BEGIN
  FOR each IN SELECT account_id FROM switched ORDER BY account_id LOOP
    PERFORM 1 FROM account_migration WHERE account_id = each FOR UPDATE;
    INSERT INTO agent (account_id, agent_id, chat_agent_id, support_user_id, name, alias, email, scenario, decided_by, role,
      sign_in, active)
    SELECT account_id, coalesce(support_user_id, 8000000000000000 + chat_agent_id), chat_agent_id, support_user_id, name,
           alias, coalesce(email, ''), scenario, decided_by, role, sign_in, active
      FROM agent_proposal WHERE account_id = each;
    INSERT INTO account_upgrade (account_id, upgraded_at, ip_ranges_before, ip_ranges_after, web_widget, sign_in)
    SELECT account_id, now(), support_ip_ranges, support_ip_ranges, 'created', 'password' FROM account WHERE account_id = each;
    INSERT INTO outbox (message_id, kind, account_id, recipient, recipient_name, locale, notice, status, attempts,
      created_at, next_attempt_at, resent)
    SELECT 'upgraded.' || each || '.' || coalesce(chat_agent_id, 0) || '.' || coalesce(support_user_id, 0), 'UPGRADED', each,
           coalesce(email, ''), name, 'en', json_build_object('agent', name, 'email', email, 'scenario', scenario)::text,
           'PENDING', 0, now(), now(), FALSE
      FROM agent_proposal WHERE account_id = each AND active AND (chat_agent_id IS NOT NULL OR role = 'admin');
    UPDATE account_migration SET state = 'UPGRADED' WHERE account_id = each;
    INSERT INTO audit (account_id, happened_at, what, from_value, to_value, done_by)
    SELECT each, now(), t.name, t.before, t.after, 'batch'
      FROM (VALUES ('STARTED', 'SCHEDULED', 'UPGRADING'), ('UPGRADED', 'UPGRADING', 'UPGRADED')) AS t (name, before, after);
    INSERT INTO audit (account_id, happened_at, what, subject, to_value, done_by)
    SELECT each, now(), 'AGENT_CHANGED', 'chat_agent ' || chat_agent_id,
           'agent ' || agent_id || ': ' || role || ', ' || email || ', ' || sign_in, 'batch'
      FROM agent WHERE account_id = each AND chat_agent_id IS NOT NULL;
    COMMIT;
  END LOOP;
END
$$;
CALL switch_all();
