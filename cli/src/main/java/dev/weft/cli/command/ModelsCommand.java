package dev.weft.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        description = "Looks after model bundles on this machine. Needs no running server.",
        subcommands = {
            ModelsListCommand.class,
            ModelsPullCommand.class,
            ModelsPinCommand.class,
            ModelsCheckCommand.class,
            ModelsBenchCommand.class
        })
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        if (command == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        throw new ParameterException(
                command.commandLine(),
                "models needs one of " + String.join(", ", command.subcommands().keySet()));
    }
}
