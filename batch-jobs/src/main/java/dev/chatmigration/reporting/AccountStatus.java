package dev.chatmigration.reporting;

import dev.chatmigration.database.Audit;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.mail.CheckTexts;
import dev.chatmigration.mail.Language;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.maildispatch.Mails.Latest;
import dev.chatmigration.pagefetching.PageFetches;
import dev.chatmigration.pagefetching.PageFetches.NotFetched;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.steps.SetAside;
import dev.chatmigration.steps.SetAside.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where one account stands, why, and how it came there. */
@Component
public class AccountStatus {
    private static final int MAILS = 20;

    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final Findings findings;
    private final PageFetches pages;
    private final SetAside setAside;
    private final Mails mails;
    private final Audit audit;

    AccountStatus(
            LegacyAccounts accounts,
            AccountMigrations migrations,
            Findings findings,
            PageFetches pages,
            SetAside setAside,
            Mails mails,
            Audit audit) {
        this.accounts = accounts;
        this.migrations = migrations;
        this.findings = findings;
        this.pages = pages;
        this.setAside = setAside;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * Everything to be said about one account.
     *
     * @param pagesNotFetched pages of its sites that did not come when they were last asked for
     * @param setAside the steps that could not deal with it, and why
     * @param mails the latest ones, the newest first
     * @param mailsInAll those that are older included
     */
    public record Status(
            long accountId,
            String name,
            String phase,
            String state,
            boolean held,
            @Nullable LocalDateTime slotLocal,
            @Nullable Instant slotUtc,
            String timeZone,
            int revision,
            int moves,
            @Nullable String note,
            List<Open> findings,
            List<NotFetched> pagesNotFetched,
            List<Case> setAside,
            List<Mail> mails,
            long mailsInAll,
            List<Step> history) {}

    /**
     * A notice to a person.
     *
     * @param waitsUntil before which it is not tried; null where it does not wait
     * @param endedAt when nothing more was to become of it; null before
     * @param answer why it waits, failed or is unknown: the words of the server, or ours
     */
    public record Mail(
            String kind,
            String to,
            String status,
            Instant writtenAt,
            @Nullable Instant waitsUntil,
            @Nullable Instant endedAt,
            @Nullable String answer) {}

    /** One open finding. */
    public record Open(
            String check,
            String severity,
            String subject,
            String evidence,
            String whatToDo,
            LocalDate since,
            @Nullable String waivedBy,
            @Nullable String waiveReason) {}

    /**
     * One change in the history of an account or of an agent.
     *
     * @param subject what of it was changed; null for a step of the account itself
     * @param run null where a person typed a command
     */
    public record Step(
            Instant at,
            @Nullable Long run,
            String what,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to,
            String by,
            @Nullable String reason) {
        static Step of(Audit.Kept kept) {
            Audit.Change change = kept.change();
            return new Step(
                    change.at(),
                    kept.run(),
                    change.what(),
                    change.subject(),
                    change.from(),
                    change.to(),
                    change.by(),
                    change.reason());
        }

        /** As in {@code 2026-12-27T20:00:00Z DONE, UPGRADING to UPGRADED, by batch in run 12}. */
        String sentence() {
            return at + " " + what + (subject == null ? "" : ", " + subject)
                    + (from == null ? "" : ", " + from)
                    + (to == null ? "" : (from == null ? ", " : " to ") + to)
                    + ", by " + by + (run == null ? "" : " in run " + run)
                    + (reason == null ? "" : ": " + reason);
        }
    }

    /** The status; empty where there is no such account. */
    public Optional<Status> of(long accountId) {
        List<Account> found = accounts.accounts(List.of(accountId));
        return found.isEmpty() ? Optional.empty() : Optional.of(status(found.get(0)));
    }

    private Status status(Account account) {
        MigrationState state = migrations.of(account.id());
        List<Latest> latest = mails.latest(account.id(), MAILS);
        return new Status(
                account.id(),
                account.name(),
                account.phase().label(),
                state.state().name(),
                state.held(),
                state.slot() == null ? null : state.slot().local(),
                state.slot() == null ? null : state.slot().start(),
                account.timeZone().getId(),
                state.revision(),
                state.moves(),
                state.note(),
                findings.open(List.of(account.id())).getOrDefault(account.id(), List.of()).stream()
                        .map(AccountStatus::open)
                        .toList(),
                pages.notFetched(account.id()),
                setAside.of(account.id()),
                latest.stream().map(AccountStatus::mail).toList(),
                latest.isEmpty() ? 0 : latest.get(0).inAll(),
                audit.ofAccount(account.id()).stream().map(Step::of).toList());
    }

    private static Mail mail(Latest mail) {
        return new Mail(
                mail.kind().name(),
                mail.to(),
                mail.status().name(),
                mail.writtenAt(),
                mail.waitsUntil(),
                mail.endedAt(),
                mail.answer());
    }

    private static Open open(OpenFinding open) {
        String check = open.finding().check().label();
        return new Open(
                check,
                open.severity().name(),
                open.finding().subject(),
                open.finding().evidence(),
                CheckTexts.whatToDo(check, Language.ENGLISH),
                open.since(),
                open.waivedBy(),
                open.waiveReason());
    }
}
