package dev.weft.standalone;

import dev.weft.cli.command.ExitCodes;
import dev.weft.cli.terminal.Terminal;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code weft up} and {@code weft demo}. */
@QuarkusMain
@Command(
        name = "weft",
        description = "Runs all of Weft in this process.",
        subcommands = {UpCommand.class, DemoCommand.class})
public final class Main {

    private Main() {}

    /** The process' entry. */
    public static void main(String... arguments) {
        Terminal terminal = Terminal.system(System.getenv());
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
        commandLine.setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 110));
        commandLine.setExecutionExceptionHandler((failure, _, _) -> {
            if (failure instanceof StartException) {
                System.err.println("weft: " + failure.getMessage());
                return ExitCodes.FAILED;
            }
            throw failure;
        });
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            System.exit(ExitCodes.USAGE);
        }
        System.exit(commandLine.execute(arguments));
    }
}
