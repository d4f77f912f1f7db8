package dev.weft.inference;

import dev.weft.core.Modality;
import dev.weft.inference.BundleManifest.EncoderSpec;
import dev.weft.inference.BundleManifest.HeadSpec;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The graphs of a bundle's own heads, for whoever puts something on top of them. */
public final class BundleHeads {

    private BundleHeads() {}

    /**
     * Reads the graphs, their hashes checked.
     *
     * @param location as for {@link EmbeddingModels#open}
     * @return ONNX by modality; a modality whose features are the space has none
     * @throws ModelBundleException if there is no bundle, or a file isn't the one that is listed
     */
    public static SortedMap<Modality, byte[]> read(String location, InferenceOptions options) {
        BundleSource source = BundleSource.at(location);
        BundleManifest manifest = ModelLoader.manifest(source, options);
        SortedMap<Modality, byte[]> heads = new TreeMap<>();
        for (Map.Entry<Modality, EncoderSpec<? extends TowerSpec>> encoder :
                manifest.encoders().entrySet()) {
            encoder.getValue().head().ifPresent(head -> heads.put(encoder.getKey(), read(source, head)));
        }
        return Collections.unmodifiableSortedMap(heads);
    }

    private static byte[] read(BundleSource source, HeadSpec head) {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer verified = VerifiedBytes.read(source, head.model(), arena);
            byte[] bytes = new byte[verified.remaining()];
            verified.get(bytes);
            return bytes;
        }
    }
}
