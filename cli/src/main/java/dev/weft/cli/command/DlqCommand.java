package dev.weft.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dlq",
        description = "Shows records that could not be processed, and processes them again.",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
        footer = {
            "",
            "Examples:",
            "  weft dlq list --stage fetch --since 24h",
            "  weft dlq show 3-42",
            "  weft dlq replay --reason object_not_found --dry-run",
            ""
        })
final class DlqCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        throw new ParameterException(spec.commandLine(), "dlq needs one of list, show, replay");
    }
}
