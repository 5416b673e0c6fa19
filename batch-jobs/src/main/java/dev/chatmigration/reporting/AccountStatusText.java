package dev.chatmigration.reporting;

import dev.chatmigration.reporting.AccountStatus.Mail;
import dev.chatmigration.reporting.AccountStatus.Status;
import java.util.ArrayList;
import java.util.List;

/** An account's status as people read it on a console. */
public final class AccountStatusText {
    private AccountStatusText() {}

    public static String of(Status status) {
        List<String> lines = new ArrayList<>();
        lines.add("Account " + status.accountId() + ", " + status.name() + " (" + status.phase() + ")");
        lines.add("State    " + status.state() + (status.held() ? ", on hold" : "")
                + (status.note() == null ? "" : ": " + status.note()));
        lines.add("Slot     "
                + (status.slotLocal() == null
                        ? "none"
                        : status.slotLocal() + " " + status.timeZone() + " = " + status.slotUtc() + ", promise "
                                + status.revision() + ", moved by us " + status.moves() + " times"));
        lines.add(status.findings().isEmpty() ? "Findings none" : "Findings");
        status.findings().forEach(open -> {
            lines.add("  " + open.severity() + " " + open.check() + ", " + open.subject() + ", since " + open.since());
            lines.add("    " + open.evidence());
            if (open.waivedBy() != null) {
                lines.add("    Waived by " + open.waivedBy() + ": " + open.waiveReason());
            }
            lines.add("    To do: " + open.whatToDo());
        });
        if (!status.pagesNotFetched().isEmpty()) {
            lines.add("Pages that could not be fetched; what was seen on them before counts");
        }
        status.pagesNotFetched().forEach(page -> {
            lines.add("  " + page.url());
            lines.add("    " + page.reason() + ".");
        });
        status.setAside()
                .forEach(each ->
                        lines.add("Set aside in " + each.step() + " as of " + each.at() + ": " + each.reason()));
        mails(status, lines);
        lines.add(status.history().isEmpty() ? "History  none" : "History");
        status.history().forEach(step -> lines.add("  " + step.sentence()));
        return ConsoleLines.of(lines);
    }

    private static void mails(Status status, List<String> lines) {
        lines.add(
                status.mails().isEmpty()
                        ? "Mails    none"
                        : status.mails().size() < status.mailsInAll()
                                ? "Mails    the latest %d of %,d"
                                        .formatted(status.mails().size(), status.mailsInAll())
                                : "Mails");
        status.mails().forEach(mail -> {
            lines.add("  " + mail.writtenAt() + " " + mail.kind() + " to " + mail.to() + ", " + when(mail));
            if (mail.answer() != null) {
                lines.add("    " + mail.answer());
            }
        });
    }

    /** What became of a mail, and since or until when. */
    static String when(Mail mail) {
        if (mail.waitsUntil() != null) {
            return mail.status() + ", waits until " + mail.waitsUntil();
        }
        return mail.status() + (mail.endedAt() == null ? "" : " " + mail.endedAt());
    }
}
