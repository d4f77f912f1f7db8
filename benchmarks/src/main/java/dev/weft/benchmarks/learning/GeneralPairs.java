package dev.weft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.learning.PairSet;
import dev.weft.learning.Side;
import dev.weft.learning.TrainingPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The general pairs that the demo bundle brings: image features and captions of clip art. */
final class GeneralPairs {

    private static final String FOLDER = "weft/bundles/demo/";
    private static final int DIMENSION = 1280;
    /** NumPy 1.0: six bytes of magic, two of version, two of the header's length. */
    private static final int HEADER_LENGTH_AT = 8;

    private GeneralPairs() {}

    static PairSet of(EmbeddingModel model) throws IOException {
        ByteBuffer npy = ByteBuffer.wrap(resource("replay_image_features.npy")).order(ByteOrder.LITTLE_ENDIAN);
        npy.position(HEADER_LENGTH_AT + Short.BYTES + npy.getShort(HEADER_LENGTH_AT));
        ShortBuffer halves = npy.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        List<Embedding> features = new ArrayList<>();
        while (halves.hasRemaining()) {
            float[] row = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                row[i] = Float.float16ToFloat(halves.get());
            }
            features.add(Embedding.normalized(row));
        }
        Map<String, Integer> texts = new LinkedHashMap<>();
        List<TrainingPair> pairs = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        String lines = new String(resource("replay_captions.jsonl"), StandardCharsets.UTF_8);
        for (String line : lines.lines().toList()) {
            JsonNode pair = json.readTree(line);
            int row = pair.get("row").asInt();
            int text = texts.computeIfAbsent(pair.get("caption").asText(), caption -> texts.size());
            pairs.add(new TrainingPair("general-" + row, row, text));
        }
        Side images = PictureSet.side(model, Modality.IMAGE, features);
        PairSet.Builder builder = PairSet.ofGeneralPairs(images, PictureSet.texts(model, List.copyOf(texts.keySet())));
        pairs.forEach(pair -> builder.add(pair).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.message());
        }));
        return builder.build();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = GeneralPairs.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IOException(FOLDER + name + " is not on the class path");
            }
            return stream.readAllBytes();
        }
    }
}
