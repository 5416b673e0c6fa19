-- Whether every plain address and CIDR block of Chat's list lies in one of Support's; other notations are passed over.
\set octet '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
\set block '^':octet'(\\.':octet'){3}(/([12]?[0-9]|3[0-2]))?$'
INSERT INTO ip_decision (account_id, fingerprint, verdict, missing, problems)
SELECT account_id, md5(missing), CASE WHEN entries IS NULL THEN 'not_restricted' WHEN ranges IS NULL THEN 'exposed'
         WHEN missing = '[]' THEN 'covered' ELSE 'partly_covered' END, missing, '[]'
  FROM (SELECT account_id, chat_ip_entries AS entries, support_ip_ranges AS ranges,
               coalesce((SELECT json_agg(e) FROM string_to_table(chat_ip_entries, E'\n') AS e
                          WHERE e ~ :'block'
                            AND NOT EXISTS (SELECT 1 FROM string_to_table(support_ip_ranges, ' ') AS r
                                             WHERE r ~ :'block' AND r::inet >>= e::inet)),
                 '[]')::text AS missing
          FROM account WHERE phase IN ('legacy_chat', 'legacy_chat_support')) c;
