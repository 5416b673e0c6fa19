-- Four findings for each account, counted from the tables of decisions.
INSERT INTO finding (account_id, check_name, subject, severity, evidence, since, since_run)
SELECT a.account_id, c.name, '', 'WARNS',
       CASE c.name WHEN 'agents-not-reviewed' THEN coalesce(p.on_behalf, 0) || ' Chat agents are not reviewed.'
                   WHEN 'seats-exceeded' THEN coalesce(p.active, 0) || ' agents are active.'
                   WHEN 'ip-not-covered' THEN coalesce(i.verdict, 'unknown') || ' ' || coalesce(i.missing, '')
                   ELSE coalesce(d.chat_agents, 0) || ' agents in Chat and ' || coalesce(d.support_agents, 0) || ' in Support.' END,
       DATE '2026-12-01', 1
  FROM account a
  LEFT JOIN agent_decision d ON d.account_id = a.account_id
  LEFT JOIN ip_decision i ON i.account_id = a.account_id
  LEFT JOIN (SELECT account_id, count(*) FILTER (WHERE decided_by = 'on_behalf') AS on_behalf,
                    count(*) FILTER (WHERE active) AS active
               FROM agent_proposal GROUP BY account_id) p ON p.account_id = a.account_id
 CROSS JOIN (VALUES ('agents-not-reviewed'), ('seats-exceeded'), ('ip-not-covered'), ('feed-incomplete')) AS c (name);
