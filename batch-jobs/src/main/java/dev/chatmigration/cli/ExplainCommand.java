package dev.chatmigration.cli;

import dev.chatmigration.reporting.AgentExplanations;
import dev.chatmigration.reporting.AgentExplanations.Answer;
import dev.chatmigration.reporting.ConsoleLines;
import dev.chatmigration.reporting.Explanation;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.reporting.ExplanationText;
import dev.chatmigration.reporting.Explanations;
import dev.chatmigration.reporting.HtmlPages;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Why an account, or one of its agents, stands where it stands; what would change that, and the"
                + " command to type.")
class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private long account;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AGENT",
            description = "An id of Chat or of Support, or an address.")
    private @Nullable String agent;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.answer(common)) {
            out.print(agent == null ? account(session) : agent(session, agent));
            out.flush();
            return ExitCode.DONE;
        }
    }

    private String account(Session session) {
        Explanation explanation = session.get(Explanations.class)
                .of(account, session.now())
                .orElseThrow(() -> Session.noSuchAccount(account));
        return format.of(explanation, ExplanationText::of, HtmlPages::of);
    }

    private String agent(Session session, String asked) {
        Answer answer = session.get(AgentExplanations.class)
                .of(account, asked)
                .orElseThrow(() -> Session.noSuchAccount(account));
        if (answer instanceof Answer.NotOne notOne) {
            throw CommandRefused.nothingStarted(ConsoleLines.fit(notOne.sentence()));
        }
        OfAgent found = ((Answer.Found) answer).agent();
        return format.of(found, ExplanationText::of, HtmlPages::of);
    }
}
