package dev.weft.benchmarks.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bundle whose towers are others than the demo's, and cost as much: the same graphs with other limits and colours. */
final class OtherTowers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEMO = "weft/bundles/demo/";
    private static final List<String> GRAPHS = List.of("image.onnx", "image_head.onnx", "text_head.onnx");

    private OtherTowers() {}

    /** @return the folder, which is made */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String graph : GRAPHS) {
            try (InputStream stream = open(graph)) {
                Files.copy(stream, folder.resolve(graph));
            }
        }
        try (InputStream stream = open("manifest.json")) {
            ObjectNode manifest = (ObjectNode) JSON.readTree(stream);
            processing(manifest, "text").put("maxTokens", 127);
            processing(manifest, "image").putArray("mean").add(0.48).add(0.45).add(0.40);
            Files.write(folder.resolve("manifest.json"), JSON.writeValueAsBytes(manifest));
        }
        return folder;
    }

    private static ObjectNode processing(ObjectNode manifest, String tower) {
        return (ObjectNode) manifest.path("towers").path(tower).path("processing");
    }

    private static InputStream open(String name) throws IOException {
        InputStream stream = OtherTowers.class.getClassLoader().getResourceAsStream(DEMO + name);
        if (stream == null) {
            throw new FileNotFoundException(DEMO + name);
        }
        return stream;
    }
}
