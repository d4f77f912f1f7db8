package dev.weft.standalone;

import dev.weft.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts all of Weft in one process, imports 3,822 pictures, shows three searches, and learns from the pictures: hard "
                        + "negatives are mined, new heads learnt, judged on families they never saw, and brought live if they are better. "
                        + "A second run on the same data imports only what is missing.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StandaloneOptions options = new StandaloneOptions();

    @Option(names = "--exit", description = "End when all is done instead of running until Ctrl-C.")
    private boolean exit;

    @Option(names = "--no-loop", description = "Don't learn: end after the searches.")
    private boolean noLoop;

    @Option(
            names = "--json",
            description = "End the output with one line of JSON: items, seconds, itemsPerSecond, searches, round.")
    private boolean json;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            defaultValue = "${sys:weft.home:-.}/infra/samples/emoji.zip",
            description = "What to import. Default: the pictures in infra/samples.")
    private Path catalog = Path.of("");

    Demo.Options wanted() {
        return new Demo.Options(exit, json, !noLoop);
    }

    @Override
    public Integer call() throws StartException {
        if (!Files.isReadable(catalog)) {
            throw new StartException("there is no catalog " + catalog + "; name one with --catalog");
        }
        Terminal terminal = Terminal.system(System.getenv());
        Assembly assembly = options.assemble(Path.of(".weft", "demo"));
        return new Standalone(assembly, gateway -> new Demo(terminal, assembly, catalog, wanted()).run(gateway)).run();
    }
}
