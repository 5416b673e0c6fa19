package dev.chatmigration.reporting;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.Rejects;
import dev.chatmigration.ipreconciliation.IpDecisions;
import dev.chatmigration.jobs.RunLog;
import dev.chatmigration.mail.CheckTexts;
import dev.chatmigration.mail.Language;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.widgetdetection.PageVerdicts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes the target state as NDJSON files, all as of one moment. */
@Component
public class Export {
    private static final int PAGE = 500;

    private final ExportTables tables;
    private final LegacyAccounts accounts;
    private final IpDecisions ips;
    private final PageVerdicts pages;
    private final Mails mails;
    private final Rejects rejects;
    private final RunLog runs;
    private final JsonMapper mapper;
    private final TransactionTemplate snapshot;

    Export(
            ExportTables tables,
            LegacyAccounts accounts,
            IpDecisions ips,
            PageVerdicts pages,
            Mails mails,
            Rejects rejects,
            RunLog runs,
            JsonMapper mapper,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.accounts = accounts;
        this.ips = ips;
        this.pages = pages;
        this.mails = mails;
        this.rejects = rejects;
        this.runs = runs;
        this.mapper = mapper;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Writes one file after the other into a directory that exists; answers how many lines each has. */
    public Map<String, Long> writeTo(Path directory) {
        Map<String, Long> lines = new LinkedHashMap<>();
        snapshot.executeWithoutResult(status -> {
            write(directory, "agents.ndjson", lines, perAccount(tables::accounts, tables::agents));
            write(directory, "agent_proposals.ndjson", lines, perAccount(tables::accounts, tables::proposals));
            write(directory, "ip_reconciliation.ndjson", lines, perAccount(tables::accounts, this::ips));
            write(directory, "widgets.ndjson", lines, perAccount(tables::accounts, this::pages));
            write(
                    directory,
                    "findings.ndjson",
                    lines,
                    perAccount(
                            tables::allAccounts,
                            (ids, line) ->
                                    tables.findings(ids, check -> CheckTexts.whatToDo(check, Language.ENGLISH), line)));
            write(directory, "schedule.ndjson", lines, perAccount(tables::accounts, this::schedule));
            write(directory, "messages.ndjson", lines, perAccount(tables::allAccounts, tables::messages));
            write(directory, "mails.ndjson", lines, this::mails);
            write(directory, "rejects.ndjson", lines, this::rejects);
        });
        return lines;
    }

    private static Consumer<Consumer<Map<String, @Nullable Object>>> perAccount(
            BiFunction<Long, Integer, List<Long>> which,
            BiConsumer<List<Long>, Consumer<Map<String, @Nullable Object>>> lines) {
        return line -> {
            List<Long> ids = which.apply(Long.MIN_VALUE, PAGE);
            while (!ids.isEmpty()) {
                lines.accept(ids, line);
                ids = which.apply(ids.get(ids.size() - 1), PAGE);
            }
        };
    }

    private void ips(List<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        Map<Long, IpReconciliation> decided = ips.decided(ids);
        for (Long id : ids) {
            IpReconciliation ip = decided.get(id);
            if (ip != null) {
                line.accept(withAccount(id, Shapes.ip(ip)));
            }
        }
    }

    private void pages(List<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        var seen = pages.beforeUpgrade(ids);
        for (Long id : ids) {
            seen.getOrDefault(id, List.of())
                    .forEach(page -> line.accept(withAccount(id, Shapes.page(page.url(), page.widgets()))));
        }
    }

    private void schedule(List<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        Map<Long, String> zones = accounts.accounts(ids).stream()
                .collect(Collectors.toMap(
                        Account::id, account -> account.timeZone().getId()));
        tables.schedule(ids, zones, line);
    }

    private void mails(Consumer<Map<String, @Nullable Object>> line) {
        mails.forEach(mail -> line.accept(Shapes.fields(
                "message_id", mail.messageId(),
                "kind", mail.kind().name(),
                "account_id", mail.accountId(),
                "to", mail.to(),
                "locale", mail.locale(),
                "status", mail.status().name(),
                "attempts", mail.attempts())));
    }

    /** Those of the latest nightly run. */
    private void rejects(Consumer<Map<String, @Nullable Object>> line) {
        runs.latest("nightly")
                .ifPresent(run -> rejects.each(
                        run.id(),
                        reject -> line.accept(Shapes.fields(
                                "file", reject.file(),
                                "line", reject.line(),
                                "field", reject.field(),
                                "reason", reject.reason()))));
    }

    private static Map<String, @Nullable Object> withAccount(long id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("account_id", id);
        line.putAll(fields);
        return line;
    }

    /** Written beside and moved into place, so that nobody reads half a file. */
    private void write(
            Path directory,
            String name,
            Map<String, Long> lines,
            Consumer<Consumer<Map<String, @Nullable Object>>> source) {
        Path beside = directory.resolve("." + name + ".part");
        long[] count = {0};
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(beside)) {
                source.accept(line -> {
                    try {
                        writer.write(mapper.writeValueAsString(line));
                        writer.write('\n');
                        count[0]++;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            Files.move(beside, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(beside);
        }
        lines.put(name, count[0]);
    }

    private static void remove(Path left) {
        try {
            Files.deleteIfExists(left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
