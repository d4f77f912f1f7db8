package dev.weft.cli.command;

import dev.weft.cli.catalog.CatalogException;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ProblemException;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root of the commands that talk to a gateway; {@code demo}, {@code up} and {@code test} are the launcher's. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        version = "weft 0.1.0-SNAPSHOT",
        description = "Talks to a running Weft.",
        subcommands = {ImportCommand.class, SearchCommand.class, StatusCommand.class, DeleteCommand.class},
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or only in part, 2 wrong usage, 3 no such item, 4 no gateway answers."
        })
public final class WeftCommand {

    private WeftCommand() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... arguments) {
        Terminal terminal = Terminal.system(System.getenv());
        CommandLine commandLine = new CommandLine(new WeftCommand());
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
        commandLine.setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 110));
        commandLine
                .getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec().mixinStandardHelpOptions(true));
        commandLine.setExecutionExceptionHandler((failure, _, _) -> explain(failure, terminal));
        if (arguments.length == 0) {
            commandLine.usage(terminal.err());
            return ExitCodes.USAGE;
        }
        return commandLine.execute(arguments);
    }

    /** Says what went wrong and what to do about it, and picks the exit code. */
    private static int explain(Exception failure, Terminal terminal) throws Exception {
        Explanation explanation = switch (failure) {
            case GatewayUnreachableException e ->
                new Explanation(
                        ExitCodes.UNREACHABLE,
                        e,
                        "Start one with './weft demo' or './weft up', or name it with --url or WEFT_URL.");
            case ProblemException e -> new Explanation(exitCode(e), e, Advice.on(e));
            case UsageException e -> new Explanation(ExitCodes.USAGE, e, "");
            case CatalogException e -> new Explanation(ExitCodes.FAILED, e, "");
            case UncheckedIOException e -> new Explanation(ExitCodes.FAILED, e, "");
            case IOException e -> new Explanation(ExitCodes.FAILED, e, "");
            default -> throw failure;
        };
        terminal.err()
                .println(terminal.styled(Style.BAD, "weft:") + " "
                        + Terminal.printable(explanation.cause().getMessage()));
        Optional.of(explanation.advice())
                .filter(advice -> !advice.isEmpty())
                .ifPresent(advice -> terminal.err().println("      " + advice));
        return explanation.exitCode();
    }

    private static int exitCode(ProblemException problem) {
        return problem.reason().equals("unknown_id") ? ExitCodes.NOT_FOUND : ExitCodes.FAILED;
    }

    private record Explanation(int exitCode, Exception cause, String advice) {}
}
