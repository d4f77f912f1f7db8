package dev.weft.cli.command;

import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogOptions;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.imports.ImportOptions;
import dev.weft.cli.imports.ImportReport;
import dev.weft.cli.imports.Importer;
import dev.weft.cli.terminal.ImportSummary;
import dev.weft.cli.terminal.ProgressBar;
import dev.weft.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Imports a catalog and waits until all of it can be found. Running it again uploads what is new or changed; "
                        + "so does running it after an interruption.",
        footer = {
            "",
            "A folder or zip gives every picture in it: its path is its id, a .txt of the same name beside it its caption.",
            "If it holds a catalog.jsonl, that is followed instead: one JSON object a line with id, file (relative to the",
            "catalog), caption, tags, family, attributes; a uri (data: or object:///) instead of a file; or a caption only.",
            ""
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "FOLDER|FILE.zip|FILE.jsonl", description = "What to import.")
    private Path path = Path.of("");

    @Option(names = "--name-as-caption", description = "A picture without a .txt gets its file's name as caption.")
    private boolean nameAsCaption;

    @Option(
            names = "--root",
            paramLabel = "FOLDER",
            description = "Where the files of a .jsonl lie. Default: beside it.")
    private @Nullable Path root;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "" + ImportOptions.DEFAULT_CONCURRENCY,
            description = "Uploads in flight, 1 to 256. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(names = "--no-wait", description = "End when all is uploaded, before all is searchable.")
    private boolean noWait;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Give up waiting when nothing has moved for so long. Default: ${DEFAULT-VALUE}.")
    private long patienceSeconds;

    @Override
    public Integer call() throws Exception {
        ImportOptions options = options();
        Terminal terminal = gateway.terminal();
        try (Catalog catalog = Catalog.open(path, new CatalogOptions(nameAsCaption, Optional.ofNullable(root)));
                GatewayClient client = gateway.client(Retry.PATIENT)) {
            ProgressBar bar = new ProgressBar(terminal, "Importing " + catalog.name());
            ImportReport report;
            try {
                report = new Importer(client, options, bar::show).run(catalog);
            } finally {
                bar.finish();
            }
            ImportSummary.print(report, terminal, gateway.json());
            boolean done = report.complete() || noWait;
            return report.failed() == 0 && done ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private ImportOptions options() throws UsageException {
        try {
            return new ImportOptions(concurrency, !noWait, Duration.ofSeconds(patienceSeconds));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
