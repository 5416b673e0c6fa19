package dev.chatmigration.reporting;

import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.passwordsetup.SetupLinks.WithoutPassword;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The agents who were to set a password and have not. */
@Component
public class WithoutPasswords {
    private static final int PAGE = 1_000;

    private final SetupLinks links;

    WithoutPasswords(SetupLinks links) {
        this.links = links;
    }

    /**
     * One of them.
     *
     * @param link what became of the newest setup link, never the link
     */
    public record Agent(
            long accountId,
            long agentId,
            @Nullable Long chatAgentId,
            String name,
            String email,
            int links,
            String link) {}

    /** By account and agent. */
    public List<Agent> all(Instant now) {
        List<Agent> all = new ArrayList<>();
        List<WithoutPassword> page = links.withoutPassword(Long.MIN_VALUE, Long.MIN_VALUE, PAGE, now);
        while (!page.isEmpty()) {
            page.forEach(agent -> all.add(new Agent(
                    agent.accountId(),
                    agent.agentId(),
                    agent.chatAgentId(),
                    agent.name(),
                    agent.email(),
                    agent.generation(),
                    MailTrace.words(agent.link()))));
            WithoutPassword last = page.get(page.size() - 1);
            page = links.withoutPassword(last.accountId(), last.agentId(), PAGE, now);
        }
        return all;
    }

    /** As people read it on a console. */
    public static String text(List<Agent> agents) {
        List<String> lines = new ArrayList<>();
        for (Agent agent : agents) {
            lines.add("Account %d  %s <%s>: link %d %s"
                    .formatted(agent.accountId(), agent.name(), agent.email(), agent.links(), agent.link()));
        }
        lines.add(
                agents.isEmpty()
                        ? "Every agent who was to set a password has done so."
                        : agents.size() + " agents have not set their password. New links: ./migrate mail resend"
                                + " --no-password-set --by WHO --reason WHY");
        return ConsoleLines.of(lines);
    }
}
