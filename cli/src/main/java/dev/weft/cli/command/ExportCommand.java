package dev.weft.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes what the miner found to a file, to train with elsewhere.",
        subcommands = {ExportTripletsCommand.class})
final class ExportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        throw new ParameterException(spec.commandLine(), "export needs triplets");
    }
}
