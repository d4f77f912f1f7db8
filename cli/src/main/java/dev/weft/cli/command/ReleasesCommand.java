package dev.weft.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "releases",
        description = "Shows versions of the space, takes one from elsewhere, brings one live, and goes back.",
        subcommands = {
            ReleasesListCommand.class,
            ReleasesShowCommand.class,
            ReleasesDiffCommand.class,
            ReleasesImportCommand.class,
            ReleasesPromoteCommand.class,
            ReleasesRollbackCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  weft releases list",
            "  weft releases show catalog@2",
            "  weft releases diff catalog@1 catalog@2",
            "  weft releases import my-heads",
            "  weft releases rollback --reason 'searches for shoes got worse'",
            ""
        })
final class ReleasesCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        throw new ParameterException(
                spec.commandLine(), "releases needs one of list, show, diff, import, promote, rollback");
    }
}
