package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.EmailAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that look like those of a role rather than a person: whoever reads such a mailbox could use a setup link.
 * The local part counts without its plus tag, when all its words are roles, numbers or two-letter codes of a language
 * or country, and at least one is a role: {@code sales-fr}, {@code support2}, {@code info+chat}; not
 * {@code marie.chat}.
 */
final class SharedMailbox {
    private static final Set<String> ROLES = Set.of(
            "abuse",
            "accounting",
            "accueil",
            "admin",
            "administrator",
            "agent",
            "agents",
            "atencion",
            "atendimento",
            "billing",
            "booking",
            "bonjour",
            "care",
            "chat",
            "clients",
            "commercial",
            "compta",
            "contact",
            "contacto",
            "contato",
            "customercare",
            "customerservice",
            "desk",
            "equipe",
            "feedback",
            "hallo",
            "hello",
            "help",
            "helpdesk",
            "hi",
            "hola",
            "hr",
            "info",
            "kontakt",
            "kundenservice",
            "livechat",
            "mail",
            "marketing",
            "noreply",
            "office",
            "ola",
            "operator",
            "orders",
            "postmaster",
            "reception",
            "reservation",
            "reservations",
            "rh",
            "sales",
            "sav",
            "service",
            "serviceclient",
            "services",
            "shop",
            "soporte",
            "suporte",
            "support",
            "team",
            "vendas",
            "vente",
            "ventes",
            "ventas",
            "verkauf",
            "vertrieb",
            "webchat",
            "webmaster");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[._-]+|(?<=\\p{L})(?=\\d)");
    private static final Pattern CODE_OR_NUMBER = Pattern.compile("\\p{L}{2}|\\d+");

    private SharedMailbox() {}

    static boolean looksShared(EmailAddress address) {
        return mayStartShared(address.localPart()) && isOfRoles(address);
    }

    /** Whether the first word is no name: more than two letters that are no role, before the first sign or digit. */
    private static boolean mayStartShared(String localPart) {
        int end = 0;
        while (end < localPart.length() && isLetter(localPart.charAt(end))) {
            end++;
        }
        boolean wordEnds = end == localPart.length() || "._-+0123456789".indexOf(localPart.charAt(end)) >= 0;
        return !wordEnds
                || end <= 2
                || ROLES.contains(localPart.substring(0, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }

    static boolean isOfRoles(EmailAddress address) {
        String[] untagged = address.localPart().toLowerCase(Locale.ROOT).split("\\+", 2);
        String[] words = BETWEEN_WORDS.split(untagged[0]);
        return Arrays.stream(words).anyMatch(ROLES::contains)
                && Arrays.stream(words)
                        .allMatch(word -> ROLES.contains(word)
                                || CODE_OR_NUMBER.matcher(word).matches());
    }
}
