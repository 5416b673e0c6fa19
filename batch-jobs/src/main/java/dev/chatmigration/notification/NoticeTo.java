package dev.chatmigration.notification;

import dev.chatmigration.domain.agentmerge.AccountAgents;
import dev.chatmigration.domain.notification.Administrator;
import dev.chatmigration.domain.notification.Administrators;
import dev.chatmigration.domain.notification.Notice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One notice to one person.
 *
 * @param recipient the mail address, as the feed has it
 * @param recipientName may come from anywhere; it is made fit for a header when the mail is written
 * @param recipientLocale the language the recipient prefers, if known
 * @param accountLocale the language to fall back to
 * @param about tells apart notices of one account to one address that are the same in all else, for instance of two agents
 *     who share it; the same whenever the notice is written again, so nothing drawn or counted; empty where there is no
 *     such other
 * @param revision what the notice is about changes with it: a notice of the same kind, account, recipient, {@code about} and revision
 *     is the same notice
 */
public record NoticeTo(
        Notice notice,
        String recipient,
        String recipientName,
        @Nullable String recipientLocale,
        @Nullable String accountLocale,
        String about,
        int revision) {
    /** The same notice to every administrator of an account, in the order of their addresses. */
    public static List<NoticeTo> toAdministrators(AccountAgents agents, Notice notice, int revision) {
        return toAdministrators(agents, administrator -> notice, "", revision);
    }

    /** To every administrator of an account a notice of their own. */
    static List<NoticeTo> toAdministrators(
            AccountAgents agents, Function<Administrator, Notice> notice, String about, int revision) {
        return Administrators.of(agents).stream()
                .map(administrator -> new NoticeTo(
                        notice.apply(administrator),
                        administrator.address(),
                        administrator.name(),
                        administrator.locale(),
                        agents.account().locale(),
                        about,
                        revision))
                .toList();
    }
}
