package dev.chatmigration.reporting;

import dev.chatmigration.domain.passwordsetup.LinkStanding;
import dev.chatmigration.maildispatch.MailStatus;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.maildispatch.Mails.Resend;
import dev.chatmigration.maildispatch.Mails.Traced;
import dev.chatmigration.maildispatch.Mails.Try;
import dev.chatmigration.passwordsetup.SetupLinks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that was written to one address, and what became of it. */
@Component
public class MailTrace {
    private final Mails mails;
    private final SetupLinks links;

    MailTrace(Mails mails, SetupLinks links) {
        this.mails = mails;
        this.links = links;
    }

    /**
     * A notice to the address.
     *
     * @param waitsUntil before which it is not tried; null where it does not wait
     * @param answer why it waits, failed or is unknown
     * @param setupLink what became of the link it brings, never the link; null where it brings none
     * @param next what operations may do about it; null where there is nothing to do
     */
    public record Line(
            String messageId,
            String kind,
            long accountId,
            String to,
            String status,
            Instant writtenAt,
            @Nullable Instant waitsUntil,
            @Nullable String answer,
            List<Try> attempts,
            List<Asked> resends,
            @Nullable String setupLink,
            @Nullable String next) {}

    /** Who had it sent again, and why. */
    public record Asked(Instant at, String by, String reason) {}

    /** By account and time; empty where nothing was ever written to it. */
    public List<Line> of(String address, Instant now) {
        List<Traced> traced = mails.trace(address.strip());
        Map<String, LinkStanding> standings = links.standings(
                traced.stream().map(Traced::selector).filter(Objects::nonNull).collect(Collectors.toSet()), now);
        return traced.stream()
                .map(mail -> line(mail, mail.selector() == null ? null : standings.get(mail.selector())))
                .toList();
    }

    private static Line line(Traced mail, @Nullable LinkStanding link) {
        return new Line(
                mail.messageId(),
                mail.kind().name(),
                mail.accountId(),
                mail.to(),
                mail.status().name(),
                mail.writtenAt(),
                waits(mail) ? mail.nextAttemptAt() : null,
                mail.answer(),
                mail.tries(),
                mail.resends().stream().map(MailTrace::asked).toList(),
                link == null ? null : words(link),
                next(mail, link));
    }

    private static boolean waits(Traced mail) {
        return mail.status() == MailStatus.PENDING || mail.status() == MailStatus.DEFERRED;
    }

    private static Asked asked(Resend resend) {
        return new Asked(resend.at(), resend.by(), resend.reason());
    }

    private static @Nullable String next(Traced mail, @Nullable LinkStanding link) {
        boolean troubled = switch (mail.status()) {
            case FAILED, UNKNOWN -> true;
            default -> false;
        };
        if (!troubled) {
            return null;
        }
        if (link == null || link instanceof LinkStanding.Valid) {
            return "./migrate mail resend " + mail.messageId() + " --by WHO --reason WHY";
        }
        return link instanceof LinkStanding.Expired
                ? "./migrate mail resend --no-password-set --account " + mail.accountId() + " --by WHO --reason WHY"
                : null;
    }

    /** What became of a link. */
    static String words(LinkStanding link) {
        if (link instanceof LinkStanding.Valid valid) {
            return "issued, works until " + valid.expiresAt();
        }
        if (link instanceof LinkStanding.Used used) {
            return "used at " + used.at();
        }
        if (link instanceof LinkStanding.Expired expired) {
            return "expired at " + expired.at();
        }
        if (link instanceof LinkStanding.Superseded superseded) {
            return "replaced by a newer one at " + superseded.at();
        }
        return link instanceof LinkStanding.Withdrawn withdrawn
                ? "withdrawn at " + withdrawn.at() + ", " + withdrawn.why()
                : "unknown";
    }

    /** As people read it on a console. */
    public static String text(List<Line> trace) {
        List<String> lines = new ArrayList<>();
        for (Line mail : trace) {
            lines.add("Account " + mail.accountId() + "  " + mail.kind() + " to " + mail.to() + ": " + mail.status());
            lines.add("  " + mail.messageId());
            lines.add("  written " + mail.writtenAt()
                    + (mail.waitsUntil() == null ? "" : ", not tried before " + mail.waitsUntil()));
            for (Try attempt : mail.attempts()) {
                lines.add("  attempt %d claimed %s (%s): %s%s"
                        .formatted(
                                attempt.attempt(),
                                attempt.claimedAt(),
                                attempt.via(),
                                attempt.outcome() == null
                                        ? "under way"
                                        : attempt.outcome() + " at " + attempt.endedAt(),
                                attempt.answer() == null ? "" : ", " + attempt.answer()));
            }
            mail.resends()
                    .forEach(asked ->
                            lines.add("  asked for again " + asked.at() + " by " + asked.by() + ": " + asked.reason()));
            if (mail.answer() != null) {
                lines.add("  why: " + mail.answer());
            }
            if (mail.setupLink() != null) {
                lines.add("  setup link " + mail.setupLink());
            }
            if (mail.next() != null) {
                lines.add("  next: " + mail.next());
            }
        }
        return ConsoleLines.of(lines);
    }
}
