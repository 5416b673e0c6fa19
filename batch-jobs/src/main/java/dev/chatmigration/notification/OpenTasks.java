package dev.chatmigration.notification;

import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.Person;
import dev.chatmigration.readiness.Findings.OpenFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is left to do for an account, as its administrators are told: one task a check, what blocks first. */
public final class OpenTasks {
    private static final int EXAMPLES = 3;
    private static final Set<Check> AFTER_UPGRADE = EnumSet.of(
            Check.IP_EXPOSED,
            Check.IP_ENTRY_INVALID,
            Check.IP_ENTRY_SUSPICIOUS,
            Check.IP_LOCK_OUT,
            Check.SEATS_EXCEEDED,
            Check.SSO_ASSIGNMENT_NEEDED,
            Check.WIDGET_LEGACY_SNIPPET,
            Check.WIDGET_FOREIGN_KEY,
            Check.WIDGET_BOTH,
            Check.WIDGET_API_UNSUPPORTED,
            Check.WIDGET_CSP_BLOCKS);

    /** What nobody in the account can do anything about. */
    private static final Set<Check> OURS = EnumSet.of(Check.PHASE_NOT_ELIGIBLE, Check.FEED_INCOMPLETE);

    private OpenTasks() {}

    /**
     * The tasks behind these findings. What is only worth knowing is no task, and neither is what was waived.
     *
     * @param legacy at least with the {@linkplain #people people} whom the findings are about
     */
    public static List<Task> of(LegacyAccount legacy, List<OpenFinding> findings) {
        Map<Check, List<OpenFinding>> byCheck = new EnumMap<>(Check.class);
        findings.stream()
                .filter(OpenTasks::isTask)
                .forEach(open -> byCheck.computeIfAbsent(open.finding().check(), check -> new ArrayList<>())
                        .add(open));
        Map<String, String> people = people(legacy);
        List<Task> tasks = new ArrayList<>();
        for (boolean blocks : List.of(true, false)) {
            byCheck.forEach((check, open) -> {
                if (open.get(0).blocks() == blocks) {
                    tasks.add(new Task(check.label(), blocks, open.size(), examples(open, people)));
                }
            });
        }
        return tasks;
    }

    /** Whom the tasks behind these findings are about. */
    static Set<Person> people(Collection<List<OpenFinding>> findings) {
        Set<Person> people = new HashSet<>();
        for (List<OpenFinding> ofAccount : findings) {
            for (OpenFinding open : ofAccount) {
                if (isTask(open)) {
                    open.finding().chatAgentId().ifPresent(id -> people.add(Person.ofChat(open.accountId(), id)));
                    open.finding().supportUserId().ifPresent(id -> people.add(Person.ofSupport(open.accountId(), id)));
                }
            }
        }
        return people;
    }

    private static boolean isTask(OpenFinding open) {
        return open.severity() != Severity.INFO && open.waivedBy() == null;
    }

    /** Whether any of these is for the account's administrators to do. */
    static boolean anyForAdministrators(List<Task> tasks) {
        return tasks.stream()
                .anyMatch(task -> Check.of(task.check())
                        .filter(check -> !OURS.contains(check))
                        .isPresent());
    }

    /** Those that an upgrade does not settle: what stands on pages, at the identity provider, in lists and licences. */
    public static List<Task> afterUpgrade(List<Task> before) {
        return before.stream()
                .filter(task ->
                        Check.of(task.check()).filter(AFTER_UPGRADE::contains).isPresent())
                .toList();
    }

    private static List<String> examples(List<OpenFinding> open, Map<String, String> people) {
        return open.stream()
                .map(each -> inWords(each.finding().subject(), people))
                .flatMap(Stream::ofNullable)
                .limit(EXAMPLES)
                .toList();
    }

    private static @Nullable String inWords(String subject, Map<String, String> people) {
        String person = people.get(subject);
        if (person != null) {
            return person;
        }
        return subject.startsWith("http") ? subject : null;
    }

    private static Map<String, String> people(LegacyAccount legacy) {
        Map<String, String> people = new HashMap<>();
        for (ChatAgent agent : legacy.chatAgents()) {
            people.put(Finding.subjectOfChatAgent(agent.id()), person(agent.displayName(), agent.email(), agent.id()));
        }
        for (SupportUser user : legacy.supportUsers()) {
            people.put(Finding.subjectOfSupportUser(user.id()), person(user.name(), user.email(), user.id()));
        }
        return people;
    }

    private static String person(@Nullable String name, @Nullable String email, long id) {
        if (name != null && email != null) {
            return name + " (" + email + ")";
        }
        if (email != null) {
            return email;
        }
        return name != null ? name : Long.toString(id);
    }
}
