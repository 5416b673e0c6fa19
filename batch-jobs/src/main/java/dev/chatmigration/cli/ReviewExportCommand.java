package dev.chatmigration.cli;

import dev.chatmigration.agentmerge.ReviewSheet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a CSV with a row for each Chat agent of the accounts not upgraded: what is proposed, what"
                + " waits and why, who looks alike. Fill in decision, support_user_id, email and role, and give it to"
                + " review import.")
class ReviewExportCommand implements Callable<Integer> {
    @Mixin
    private SheetFile sheet;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return sheet.write(
                common,
                spec,
                "Chat agents",
                (session, file, overwrite) -> session.get(ReviewSheet.class).write(file, overwrite));
    }
}
