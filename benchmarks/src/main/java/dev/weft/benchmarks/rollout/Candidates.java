package dev.weft.benchmarks.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.inference.EmbeddingModel;
import dev.weft.testkit.TestHeads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Releases to bring: folders as {@code ./weft releases import} takes them. */
final class Candidates {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Candidates() {}

    /** Random matrices: no score of theirs can be taken for one of another seed's, or of the bundle's own heads. */
    static Map<Modality, byte[]> randomHeads(EmbeddingModel model, long seed) {
        Map<Modality, byte[]> heads = new TreeMap<>();
        for (Modality modality : model.modalities()) {
            heads.put(modality, TestHeads.file(model.featureDimension(modality), model.dimension(), seed));
        }
        return heads;
    }

    /** @return the folder, which is made */
    static Path ofHeads(Path folder, EmbeddingModel model, Map<Modality, byte[]> heads) throws IOException {
        ObjectNode release = release(model);
        ObjectNode towers = release.putObject("towers");
        ObjectNode files = release.putObject("heads");
        Files.createDirectories(folder);
        for (Map.Entry<Modality, byte[]> head : heads.entrySet()) {
            String modality = head.getKey().wireName();
            towers.put(modality, model.towerId(head.getKey()));
            files.putObject(modality)
                    .put("file", modality + ".onnx")
                    .put("sha256", Sha256.of(head.getValue()).hex());
            Files.write(folder.resolve(modality + ".onnx"), head.getValue());
        }
        return written(folder, release);
    }

    /**
     * @param bundle of another model
     * @return the folder, which is made
     */
    static Path ofTowers(Path folder, EmbeddingModel model, Path bundle) throws IOException {
        Files.createDirectories(folder);
        return written(folder, release(model).put("bundle", bundle.toString()));
    }

    private static ObjectNode release(EmbeddingModel model) {
        return JSON.createObjectNode().put("dimension", model.dimension()).put("madeBy", "a measurement");
    }

    private static Path written(Path folder, ObjectNode release) throws IOException {
        Files.write(folder.resolve("release.json"), JSON.writeValueAsBytes(release));
        return folder;
    }
}
