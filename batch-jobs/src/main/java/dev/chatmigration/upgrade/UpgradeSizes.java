package dev.chatmigration.upgrade;

import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.Sizes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of how much upgrades have changed, and are about to. An upgrade that was undone had changed as much. */
@Component
class UpgradeSizes {
    private static final String ACCOUNTS_BY_DAY = """
            SELECT d.utc_day, COUNT(*) AS size FROM (
              SELECT FLOOR(EXTRACT(EPOCH FROM upgraded_at) / 86400) AS utc_day FROM account_upgrade WHERE upgraded_at >= :from
              UNION ALL
              SELECT FLOOR(EXTRACT(EPOCH FROM upgraded_at) / 86400) AS utc_day FROM undone_upgrade WHERE upgraded_at >= :from) d
             GROUP BY d.utc_day
            """;
    private static final String NEW_AGENTS_BY_DAY = """
            SELECT d.utc_day, COUNT(*) AS size FROM (
              SELECT FLOOR(EXTRACT(EPOCH FROM u.upgraded_at) / 86400) AS utc_day
                FROM account_upgrade u JOIN agent a ON a.account_id = u.account_id
               WHERE u.upgraded_at >= :from AND a.support_user_id IS NULL
              UNION ALL
              SELECT FLOOR(EXTRACT(EPOCH FROM u.upgraded_at) / 86400) AS utc_day
                FROM undone_upgrade u
                JOIN undone_agent a ON a.account_id = u.account_id AND a.undone_at = u.undone_at
               WHERE u.upgraded_at >= :from AND a.support_user_id IS NULL) d
             GROUP BY d.utc_day
            """;
    private static final String NEW_AGENTS_DUE = """
            SELECT COUNT(*) FROM agent_proposal p JOIN account_migration m ON m.account_id = p.account_id
             WHERE m.state IN ('SCHEDULED', 'UPGRADING') AND NOT m.held
               AND m.slot_start >= :from AND m.slot_start <= :now
               AND p.support_user_id IS NULL AND NOT p.waits
            """;
    private static final String ALL_ACCOUNTS = "SELECT COUNT(*) FROM account";
    private static final String ALL_NEW_AGENTS =
            "SELECT COUNT(*) FROM agent_proposal WHERE support_user_id IS NULL AND NOT waits";

    private final JdbcClient jdbc;
    private final AccountMigrations migrations;
    private final MigrationSettings settings;

    UpgradeSizes(JdbcClient jdbc, AccountMigrations migrations, MigrationSettings settings) {
        this.jdbc = jdbc;
        this.migrations = migrations;
        this.settings = settings;
    }

    /** Accounts whose slot has come, within the tolerance: later ones are moved and not upgraded. */
    Sizes accounts() {
        return new Sizes(
                Measure.ACCOUNTS,
                asOf -> migrations.countDue(asOf.minus(settings.startTolerance()), asOf),
                from -> byDay(ACCOUNTS_BY_DAY, from),
                () -> jdbc.sql(ALL_ACCOUNTS).query(Long.class).single());
    }

    /** Agents of these accounts whom Support does not know, as the latest night proposed them. */
    Sizes newAgents() {
        return new Sizes(
                Measure.NEW_AGENTS,
                this::newAgentsDue,
                from -> byDay(NEW_AGENTS_BY_DAY, from),
                () -> jdbc.sql(ALL_NEW_AGENTS).query(Long.class).single());
    }

    private long newAgentsDue(Instant asOf) {
        return jdbc.sql(NEW_AGENTS_DUE)
                .param("from", asOf.minus(settings.startTolerance()).atOffset(ZoneOffset.UTC))
                .param("now", asOf.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private Map<LocalDate, Long> byDay(String sql, Instant from) {
        Map<LocalDate, Long> days = new HashMap<>();
        jdbc.sql(sql).param("from", from.atOffset(ZoneOffset.UTC)).query(row -> {
            days.put(LocalDate.ofEpochDay(row.getLong("utc_day")), row.getLong("size"));
        });
        return days;
    }
}
