package dev.chatmigration.cli;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.passwordsetup.NewLinks;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resend",
        mixinStandardHelpOptions = true,
        description =
                "Has mails sent again with the next run: one mail, those of an account that failed or whose fate is"
                        + " unknown, or a new setup link to everybody who has not set a password.")
class MailResendCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "MESSAGE-ID",
            description = "One mail, as mail trace and the export name it.")
    private @Nullable String messageId;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Mails of this account only.")
    private @Nullable Long account;

    @Option(
            names = "--no-password-set",
            description = "New setup links for agents who have not set their password; those who have are left alone.")
    private boolean noPasswordSet;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if ((messageId != null) == (account != null || noPasswordSet)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Name one mail by its Message-ID, or use --account, --no-password-set or both.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = verb.open()) {
            Act act = verb.act(session);
            refuseWhileNothingLeaves(session);
            Long only = account;
            if (only != null) {
                session.account(only);
            }
            if (messageId != null) {
                one(messageId, session.get(Mails.class), act, out);
            } else if (noPasswordSet) {
                newLinks(session.get(NewLinks.class), act, out);
            } else if (only != null) {
                Mails mails = session.get(Mails.class);
                int sent = resend(mails.troubled(only), mails, act);
                out.println(sent + " mails of account " + only + " go out again with the next run, as they were.");
            }
            return ExitCode.DONE;
        }
    }

    // The links in people's hands would die for links that nobody gets.
    private static void refuseWhileNothingLeaves(Session session) {
        if (session.get(Mails.class).isSwitchedOff()) {
            throw CommandRefused.nothingStarted(
                    "Mails are switched off: migration.mail.delivery is off. Set it to on first.");
        }
        if (session.get(Brakes.class).isSet(Brakes.MAILS)) {
            throw CommandRefused.nothingStarted(
                    "All mails are stopped. Let them go first: ./migrate release --all mails --by WHO --reason WHY");
        }
    }

    private static void one(String messageId, Mails mails, Act act, PrintWriter out) {
        String id = messageId.replaceAll("^<|>$", "");
        Mails.Mail mail = mails.find(id)
                .orElseThrow(() -> CommandRefused.nothingStarted(
                        "There is no mail " + id + "; ./migrate mail trace ADDRESS names those of a person."));
        switch (mail.status()) {
            case WITHDRAWN ->
                throw CommandRefused.nothingStarted("The mail was withdrawn: what it tells does not hold any more.");
            case SENDING -> throw CommandRefused.nothingStarted("The mail is being sent just now.");
            case PENDING, DEFERRED, SENT, FAILED, UNKNOWN -> {
                resend(List.of(id), mails, act);
                out.println("The mail to " + mail.to() + " goes out again with the next run, as it was.");
            }
        }
    }

    private static int resend(List<String> ids, Mails mails, Act act) {
        return mails.resend(
                ids.stream()
                        .map(id -> new Mails.Resend(id, act.at(), act.by(), String.valueOf(act.reason())))
                        .toList(),
                act.at());
    }

    private void newLinks(NewLinks links, Act act, PrintWriter out) {
        NewLinks.Counts counts = links.write(account, act);
        out.println(counts.mailed()
                + " agents get a new setup link with the next run; their older ones do not work any more.");
        if (counts.held() > 0) {
            out.println(counts.held() + " agents left out: their accounts are on hold.");
        }
        if (counts.notAllowed() > 0) {
            out.println(
                    counts.notAllowed()
                            + " agents left out: the feed has disabled or removed them, or their account signs in by SSO by now.");
        }
    }
}
