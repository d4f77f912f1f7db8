package dev.weft.standalone;

import dev.weft.cli.terminal.Terminal;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts all of Weft in one process, with what is in its data folder, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StandaloneOptions options = new StandaloneOptions();

    @Override
    public Integer call() throws StartException {
        Terminal terminal = Terminal.system(System.getenv());
        Assembly assembly = options.assemble(Path.of(".weft", "data"));
        return new Standalone(assembly, gateway -> {
                    Welcome.print(terminal, assembly, gateway);
                    terminal.out().println();
                    Welcome.line(terminal, "try", "./weft import FOLDER");
                    Welcome.line(terminal, "", "./weft search \"a red shoe\"");
                    Welcome.line(terminal, "stop", "Ctrl-C");
                    terminal.out().println();
                    Quarkus.waitForExit();
                    return 0;
                })
                .run();
    }
}
