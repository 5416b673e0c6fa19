package dev.chatmigration.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Types a command and reads what it answers. */
final class Console {
    private Console() {}

    record Answer(int exitCode, String out, String err) {}

    static Answer migrate(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Migrate.commandLine(arguments);
        List<CommandLine> all = new ArrayList<>(List.of(commandLine));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            all.addAll(all.get(i).getSubcommands().values());
        }
        return new Answer(commandLine.execute(arguments), out.toString(), err.toString());
    }
}
