package dev.chatmigration.upgrade;

import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.Sizes;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of how much upgrades have changed, and are about to. An upgrade that was undone had changed as much. */
@Component
class UpgradeSizes {
    private static final String ACCOUNTS_DONE = """
            SELECT upgraded_at AS at FROM account_upgrade WHERE upgraded_at >= :from
            UNION ALL
            SELECT upgraded_at AS at FROM undone_upgrade WHERE upgraded_at >= :from
            """;
    private static final String NEW_AGENTS_DONE = """
            SELECT u.upgraded_at AS at
              FROM account_upgrade u JOIN agent a ON a.account_id = u.account_id
             WHERE u.upgraded_at >= :from AND a.support_user_id IS NULL
            UNION ALL
            SELECT u.upgraded_at AS at
              FROM undone_upgrade u
              JOIN undone_agent a ON a.account_id = u.account_id AND a.undone_at = u.undone_at
             WHERE u.upgraded_at >= :from AND a.support_user_id IS NULL
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
                from -> Sizes.byDay(jdbc, ACCOUNTS_DONE, from),
                () -> jdbc.sql(ALL_ACCOUNTS).query(Long.class).single());
    }

    /** Agents of these accounts whom Support does not know, as the latest night proposed them. */
    Sizes newAgents() {
        return new Sizes(
                Measure.NEW_AGENTS,
                this::newAgentsDue,
                from -> Sizes.byDay(jdbc, NEW_AGENTS_DONE, from),
                () -> jdbc.sql(ALL_NEW_AGENTS).query(Long.class).single());
    }

    private long newAgentsDue(Instant asOf) {
        return jdbc.sql(NEW_AGENTS_DUE)
                .param("from", asOf.minus(settings.startTolerance()).atOffset(ZoneOffset.UTC))
                .param("now", asOf.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
