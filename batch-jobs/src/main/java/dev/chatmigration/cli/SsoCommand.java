package dev.chatmigration.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sso",
        mixinStandardHelpOptions = true,
        description = "Agents whom an identity provider has to learn of.",
        subcommands = SsoExportCommand.class)
class SsoCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do about single sign-on: export.");
    }
}
