-- Who is who by the address in lower case, and nothing else: a proposal for each agent, the counts for each account.
INSERT INTO agent_proposal (account_id, place, chat_agent_id, support_user_id, scenario, email, name, alias, decided_by, role,
  sign_in, active, evidence, waits)
SELECT m.account_id, row_number() OVER (PARTITION BY m.account_id ORDER BY m.chat_agent_id, m.support_user_id) - 1,
       m.chat_agent_id, m.support_user_id, m.scenario, m.email, coalesce(m.name, ''), m.alias, 'on_behalf', m.role,
       CASE WHEN m.scenario = 'CHAT_ONLY' THEN 'set_password' ELSE 'support_password' END, m.active,
       json_build_array(json_build_object('kind', m.scenario, 'detail', 'The address is ' || coalesce(m.email, 'not known'),
         'score', 100))::text, FALSE
  FROM (SELECT coalesce(s.account_id, c.account_id) AS account_id, c.chat_agent_id, s.support_user_id,
               CASE WHEN s.account_id IS NULL THEN 'CHAT_ONLY' WHEN c.account_id IS NULL THEN 'SUPPORT_ONLY'
                    ELSE 'SAME_EMAIL' END AS scenario,
               coalesce(s.email, c.email) AS email, coalesce(s.name, c.first_name || ' ' || c.last_name) AS name,
               coalesce(s.alias, c.display_name) AS alias,
               CASE WHEN s.role = 'ADMIN' THEN 'admin' ELSE 'agent' END AS role,
               coalesce(NOT s.suspended, c.enabled) AS active
          FROM (SELECT * FROM chat_agent WHERE NOT deleted) c
          FULL JOIN (SELECT * FROM support_user WHERE role IN ('ADMIN', 'AGENT') AND NOT deleted) s
            ON s.account_id = c.account_id AND lower(s.email) = lower(c.email)) m
  JOIN account a ON a.account_id = m.account_id AND a.phase IN ('legacy_chat', 'legacy_chat_support');

INSERT INTO agent_decision (account_id, fingerprint, chat_agents, support_agents, agents, pairs_merged, left_out, waiting,
  findings)
SELECT account_id, md5(string_agg(evidence, ',')), count(chat_agent_id), count(support_user_id), count(*),
       count(*) FILTER (WHERE scenario = 'SAME_EMAIL'), 0, 0,
       coalesce(json_agg(json_build_object('check', 'agent-look-alike', 'subject', 'chat_agent ' || chat_agent_id))
         FILTER (WHERE scenario = 'CHAT_ONLY'), '[]')::text
  FROM agent_proposal
 GROUP BY account_id;
