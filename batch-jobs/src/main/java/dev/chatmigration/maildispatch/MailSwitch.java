package dev.chatmigration.maildispatch;

import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.settings.MigrationSettings.Mail.Delivery;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which mails go out at all, and to whom; addresses that cannot be used are refused at start. */
@Component
class MailSwitch {
    /** How the reason of each mail begins that the list of domains holds back. */
    static final String HELD_BACK = "Held back: ";

    private static final String NOT_ALLOWED = HELD_BACK + "migration.mail.allowed-domains does not name ";

    private final MigrationSettings.Mail settings;
    private final @Nullable MailAddress sandbox;
    private final Set<String> allowed = new TreeSet<>();

    MailSwitch(MigrationSettings settings) {
        this.settings = settings.mail();
        String sandboxTo = this.settings.sandboxTo();
        this.sandbox = this.settings.delivery() == Delivery.SANDBOX && sandboxTo != null
                ? address("migration.mail.sandbox-to", sandboxTo, sandboxTo)
                : null;
        for (String domain : this.settings.allowedDomains()) {
            allowed.add(address("migration.mail.allowed-domains", domain, "any@" + domain)
                    .domain());
        }
    }

    boolean isOff() {
        return settings.delivery() == Delivery.OFF;
    }

    /** Whether every mail leaves, to its reader. */
    boolean isOn() {
        return settings.delivery() == Delivery.ON;
    }

    boolean isSandbox() {
        return sandbox != null;
    }

    /** Why this mail waits while others go out. */
    Optional<String> holdsBack(MailAddress to) {
        return settings.delivery() != Delivery.ALLOW_LIST || allowed.contains(to.domain())
                ? Optional.empty()
                : Optional.of(NOT_ALLOWED + to.domain());
    }

    /** Whether what once kept a mail back would do so again. */
    boolean stillHoldsBack(String why) {
        return settings.delivery() == Delivery.ALLOW_LIST
                && why.startsWith(NOT_ALLOWED)
                && !allowed.contains(why.substring(NOT_ALLOWED.length()));
    }

    /** The mail as it goes out: to its reader, or to the sandbox with its reader in subject and header. */
    OutgoingMail outgoing(OutgoingMail mail) {
        return sandbox == null
                ? mail
                : new OutgoingMail(
                        mail.messageId(), sandbox, SandboxHeaders.redirected(mail.message(), mail.to(), sandbox));
    }

    /** How many mails may go to a mail server before operations let the others go; none where there is no limit. */
    Optional<Integer> firstWave() {
        return isSandbox() ? Optional.empty() : Optional.ofNullable(settings.firstWave());
    }

    /** What stands, for people. */
    String sentence(long heldBack) {
        return switch (settings.delivery()) {
            case ON -> "on" + wave();
            case OFF -> "off: no mail leaves until migration.mail.delivery is on";
            case SANDBOX -> "sandbox: every mail goes to " + settings.sandboxTo();
            case ALLOW_LIST ->
                "allow-list: only to " + String.join(", ", allowed) + "; " + heldBack + " mails held back" + wave();
        };
    }

    private String wave() {
        return firstWave()
                .map(mails -> "; the first " + mails + " mails to a mail server, then a hold until released")
                .orElse("");
    }

    private static MailAddress address(String setting, String value, String address) {
        try {
            return MailAddress.of(address);
        } catch (UnsendableMail e) {
            throw new IllegalArgumentException(setting + " holds '" + value + "', which cannot be mailed to", e);
        }
    }
}
