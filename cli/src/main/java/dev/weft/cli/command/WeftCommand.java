package dev.weft.cli.command;

import dev.weft.cli.catalog.CatalogException;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ProblemException;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import dev.weft.modelcatalog.ModelCatalogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root of the commands for people; {@code demo}, {@code up} and {@code test} are the launcher's. */
@Command(
        name = "weft",
        mixinStandardHelpOptions = true,
        version = "weft 0.1.0-SNAPSHOT",
        description = "Talks to a running Weft, and looks after models.",
        subcommands = {
            ImportCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            DeleteCommand.class,
            DlqCommand.class,
            ReconcileCommand.class,
            ReleasesCommand.class,
            TrainCommand.class,
            EvalCommand.class,
            ExportCommand.class,
            ModelsCommand.class
        },
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
        addHelp(commandLine);
        commandLine.setExecutionExceptionHandler((failure, _, _) -> explain(failure, terminal));
        if (arguments.length == 0) {
            commandLine.usage(terminal.err());
            return ExitCodes.USAGE;
        }
        return commandLine.execute(arguments);
    }

    private static void addHelp(CommandLine parent) {
        for (CommandLine each : parent.getSubcommands().values()) {
            each.getCommandSpec().mixinStandardHelpOptions(true);
            addHelp(each);
        }
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
            case ModelCatalogException e -> new Explanation(ExitCodes.FAILED, e, String.join("\n", e.advice()));
            case CatalogException e -> new Explanation(ExitCodes.FAILED, e, "");
            case UncheckedIOException e -> new Explanation(ExitCodes.FAILED, e, "");
            case IOException e -> new Explanation(ExitCodes.FAILED, e, "");
            default -> throw failure;
        };
        terminal.err()
                .println(terminal.styled(Style.BAD, "weft:") + " "
                        + Terminal.printable(explanation.cause().getMessage()));
        explanation.advice().lines().forEach(line -> terminal.err().println("      " + Terminal.printable(line)));
        return explanation.exitCode();
    }

    private static int exitCode(ProblemException problem) {
        return problem.reason().equals("unknown_id") || problem.reason().equals("unknown_dead_letter")
                ? ExitCodes.NOT_FOUND
                : ExitCodes.FAILED;
    }

    private record Explanation(int exitCode, Exception cause, String advice) {}
}
