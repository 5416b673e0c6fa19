package dev.chatmigration.cli;

import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends the running job with the chunk at hand; the next run goes on with it. With the embedded database"
                        + " the process that holds the data directory ends, too.")
class StopCommand implements Callable<Integer> {
    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<ProcessHandle> holder = verb.holderOfData();
        if (holder.isPresent()) {
            ProcessHandle process = holder.get();
            verb.leaveStopRequest(process);
            if (!process.supportsNormalTermination() || !process.destroy()) {
                throw CommandRefused.nothingStarted("Process " + process.pid()
                        + " cannot be asked to stop from here; end it where it was started.");
            }
            out.println("Process " + process.pid() + " was asked to stop; its job ends with the chunk at hand.");
            return ExitCode.DONE;
        }
        try (Session session = verb.open()) {
            Act act = verb.act(session);
            List<String> asked = session.get(JobRuns.class).stop(act);
            out.println(
                    asked.isEmpty()
                            ? "No job is running."
                            : "Asked to stop: " + String.join(", ", asked)
                                    + "; each ends with the chunk at hand, and the same command goes on with it.");
            return ExitCode.DONE;
        }
    }
}
