package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.terminal.Table;
import dev.weft.core.Modality;
import dev.weft.modelcatalog.ModelBundle;
import dev.weft.modelcatalog.ModelFile;
import dev.weft.modelcatalog.ModelStore;
import dev.weft.modelcatalog.ModelVariant;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Lists the known bundles: which of their files' hashes are known or pinned, and which bundles are here.")
final class ModelsListCommand implements Callable<Integer> {

    @Mixin
    private ModelsOptions models = new ModelsOptions();

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            defaultValue = "fp32",
            description = "fp32, fp16 or quantized: whose size, hashes and folder are shown. Default: fp32.")
    private String variant = "fp32";

    @Override
    public Integer call() throws Exception {
        ModelVariant wanted = ModelsOptions.variant(variant);
        ModelStore store = models.store();
        Table table = new Table("name", "modalities", "dim", "size", "pinned", "pulled", "licence");
        for (ModelBundle bundle : models.catalog().bundles()) {
            if (!bundle.has(wanted)) {
                continue;
            }
            Row row = row(bundle, wanted, store);
            if (models.json()) {
                models.terminal().out().println(row.json());
            } else {
                table.add(row.cells());
            }
        }
        if (!models.json()) {
            table.print(models.terminal());
        }
        return ExitCodes.OK;
    }

    private static Row row(ModelBundle bundle, ModelVariant variant, ModelStore store) throws IOException {
        List<ModelFile> files = bundle.files(variant);
        int pinned = 0;
        for (ModelFile file : files) {
            pinned += store.expected(bundle, file).isPresent() ? 1 : 0;
        }
        String folder = store.isPulled(bundle, variant)
                ? store.bundleFolder(bundle, variant).toString()
                : "";
        return new Row(bundle, bundle.sizeBytes(variant), files.size(), pinned, folder);
    }

    /**
     * @param pinned files whose hash is in the catalog or pinned
     * @param folder empty if the bundle isn't here
     */
    private record Row(ModelBundle bundle, OptionalLong sizeBytes, int files, int pinned, String folder) {

        private String modalities() {
            return bundle.modalities().stream().map(Modality::wireName).collect(Collectors.joining(", "));
        }

        String[] cells() {
            return new String[] {
                bundle.name(),
                modalities(),
                String.valueOf(bundle.dimension()),
                sizeBytes.isPresent() ? String.format(Locale.ROOT, "%.1f MB", sizeBytes.getAsLong() / 1e6) : "?",
                pinned == files ? "yes" : pinned == 0 ? "no" : pinned + " of " + files,
                folder.isEmpty() ? "no" : "yes",
                bundle.licence()
            };
        }

        ObjectNode json() {
            ObjectNode json = new ObjectMapper().createObjectNode();
            json.put("name", bundle.name()).put("description", bundle.description());
            ArrayNode modalities = json.putArray("modalities");
            bundle.modalities().forEach(modality -> modalities.add(modality.wireName()));
            json.put("dimension", bundle.dimension()).put("licence", bundle.licence());
            ArrayNode variants = json.putArray("variants");
            Arrays.stream(ModelVariant.values())
                    .filter(bundle::has)
                    .forEach(variant -> variants.add(variant.wireName()));
            sizeBytes.ifPresent(bytes -> json.put("sizeBytes", bytes));
            json.put("files", files).put("filesPinned", pinned).put("pinned", pinned == files);
            json.put("pulled", !folder.isEmpty());
            if (!folder.isEmpty()) {
                json.put("folder", folder);
            }
            return json;
        }
    }
}
