package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.terminal.PullProgress;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import dev.weft.modelcatalog.HttpOptions;
import dev.weft.modelcatalog.ModelPuller;
import dev.weft.modelcatalog.ModelSource;
import dev.weft.modelcatalog.PullRequest;
import dev.weft.modelcatalog.PullRequest.UnknownHash;
import dev.weft.modelcatalog.PulledBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        description =
                "Gets a bundle's files, verifies them and puts them where the platform loads them from. An interrupted "
                        + "download goes on where it stopped.")
final class ModelsPullCommand implements Callable<Integer> {

    @Mixin
    private ModelsOptions models = new ModelsOptions();

    @Parameters(paramLabel = "NAME", description = "A bundle that 'weft models list' shows.")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The bundle's folder. Default: bundles/NAME in the store.")
    private @Nullable Path to;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description =
                    "Instead of the bundle's own sources: a folder, an http(s) address below which its files lie, or "
                            + "hf:OWNER/NAME[@REVISION]. May be given several times; tried in order.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--pin",
            description = "Trust the files whose hash isn't known yet: from now on they may have this content only.")
    private boolean pin;

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            defaultValue = "fp32",
            description = "fp32, fp16 or quantized. Default: fp32.")
    private String variant = "fp32";

    @Override
    public Integer call() throws Exception {
        PullRequest request = request();
        Terminal terminal = models.terminal();
        PullProgress progress = new PullProgress(terminal);
        PulledBundle pulled;
        try (ModelPuller puller = new ModelPuller(models.store(), HttpOptions.defaults(System.getenv()))) {
            pulled = puller.pull(request, progress);
        } finally {
            progress.finish();
        }
        if (models.json()) {
            terminal.out().println(json(pulled));
        } else {
            pulled.pinned().stream()
                    .sorted()
                    .forEach(path ->
                            terminal.out().println("pinned  " + pulled.files().get(path) + "  " + path));
            terminal.out().println(terminal.styled(Style.STRONG, name) + " is in " + pulled.folder());
            terminal.out().println("The platform uses it with weft.model=" + pulled.folder());
        }
        return ExitCodes.OK;
    }

    private PullRequest request() throws Exception {
        try {
            return new PullRequest(
                    models.bundle(name),
                    ModelsOptions.variant(variant),
                    sources.stream().map(ModelSource::parse).toList(),
                    Optional.ofNullable(to),
                    pin ? UnknownHash.PIN : UnknownHash.REFUSE);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private ObjectNode json(PulledBundle pulled) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("name", name)
                .put("variant", variant)
                .put("folder", pulled.folder().toString());
        ObjectNode files = json.putObject("files");
        pulled.files().forEach((path, hash) -> files.put(path.value(), hash.hex()));
        ArrayNode pinned = json.putArray("pinned");
        pulled.pinned().stream().sorted().forEach(path -> pinned.add(path.value()));
        return json;
    }
}
