package dev.chatmigration.cli;

import dev.chatmigration.agentmerge.SsoSheet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a CSV of the active agents known to Chat only, of accounts with single sign-on, to be"
                + " assigned at the identity provider.")
class SsoExportCommand implements Callable<Integer> {
    @Mixin
    private SheetFile sheet;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ACCOUNT", description = "Of this account only.")
    private @Nullable Long account;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return sheet.write(
                common,
                spec,
                "agents to assign",
                (session, file, overwrite) -> session.get(SsoSheet.class).write(file, overwrite, account));
    }
}
