package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.models.BenchResult;
import dev.weft.cli.models.ModelBench;
import dev.weft.cli.terminal.Table;
import dev.weft.cli.terminal.Terminal;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceException;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ModelBundleException;
import dev.weft.modelcatalog.ModelBundle;
import dev.weft.modelcatalog.ModelVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description =
                "Measures how fast a bundle's towers are on this machine, at batches of 1, 8 and 32 made-up inputs.")
final class ModelsBenchCommand implements Callable<Integer> {

    @Mixin
    private ModelsOptions models = new ModelsOptions();

    @Parameters(paramLabel = "DIR|NAME", description = "A bundle's folder, or a bundle that has been pulled.")
    private String bundle = "";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long each line is measured, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a batch. Default: as many as cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 600) {
            throw new UsageException("--seconds must be 1 to 600, got " + seconds);
        }
        if (threads < 1) {
            throw new UsageException("--threads must be positive, got " + threads);
        }
        Terminal terminal = models.terminal();
        try (EmbeddingModel model = EmbeddingModels.open(location(), new InferenceOptions(threads))) {
            if (!models.json()) {
                terminal.out()
                        .println(model.id() + ", " + model.dimension() + " dimensions, " + model.executionProvider()
                                + ", threads: " + threads);
            }
            Table table = new Table("modality", "batch", "rows/s", "ms/row", "prepare ms/row");
            for (BenchResult result : ModelBench.run(model, Duration.ofSeconds(seconds))) {
                if (models.json()) {
                    terminal.out().println(json(model, result));
                } else {
                    table.add(
                            result.modality().wireName(),
                            String.valueOf(result.batch()),
                            String.format(Locale.ROOT, "%.1f", result.rowsPerSecond()),
                            String.format(Locale.ROOT, "%.2f", result.millisPerRow()),
                            String.format(Locale.ROOT, "%.2f", result.prepareMillisPerRow()));
                }
            }
            if (!models.json()) {
                table.print(terminal);
            }
        } catch (ModelBundleException | InferenceException e) {
            throw new IOException(e.getMessage(), e);
        }
        return ExitCodes.OK;
    }

    private String location() throws IOException, UsageException {
        if (Files.isDirectory(Path.of(bundle))) {
            return bundle;
        }
        ModelBundle known = models.bundle(bundle);
        Path folder = models.store().bundleFolder(known, ModelVariant.FP32);
        if (!Files.isDirectory(folder)) {
            throw new IOException(bundle + " is not here yet: ./weft models pull " + bundle);
        }
        return folder.toString();
    }

    private ObjectNode json(EmbeddingModel model, BenchResult result) {
        return new ObjectMapper()
                .createObjectNode()
                .put("model", model.id())
                .put("provider", model.executionProvider())
                .put("threads", threads)
                .put("modality", result.modality().wireName())
                .put("batch", result.batch())
                .put("rowsPerSecond", result.rowsPerSecond())
                .put("millisPerRow", result.millisPerRow())
                .put("prepareMillisPerRow", result.prepareMillisPerRow());
    }
}
