package dev.weft.inference;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a bundle consists of, whichever file said so: its own {@code manifest.json}, or the configuration files of the Hugging Face layout.
 *
 * @param name of the bundle, lower-case letters, digits and '-'
 * @param dimension of the shared space
 * @param image the image tower and its head, if there is one
 * @param text the text tower and its head, if there is one
 * @param audio the audio tower, if there is one
 * @param similarity for zero-shot classification, if the bundle says it
 * @param matryoshka dimensions that a vector may be cut to, if the bundle was trained for it
 */
record BundleManifest(
        String name,
        int dimension,
        Optional<EncoderSpec<ImageTowerSpec>> image,
        Optional<EncoderSpec<TextTowerSpec>> text,
        Optional<EncoderSpec<AudioTowerSpec>> audio,
        Optional<SimilarityScale> similarity,
        List<Integer> matryoshka) {

    private static final int ID_DIGITS = 8;

    BundleManifest {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("name must be lower-case letters, digits and '-', got '" + name + "'");
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be positive, got " + dimension);
        }
        if (image.isEmpty() && text.isEmpty() && audio.isEmpty()) {
            throw new IllegalArgumentException("towers must have at least one, got none");
        }
        matryoshka = List.copyOf(matryoshka);
        for (int cut : matryoshka) {
            if (cut < 1 || cut > dimension) {
                throw new IllegalArgumentException(
                        "matryoshka dimensions must be 1 to " + dimension + ", got " + matryoshka);
            }
        }
    }

    /** The encoders by modality, in the order of {@link Modality}. */
    Map<Modality, EncoderSpec<? extends TowerSpec>> encoders() {
        Map<Modality, EncoderSpec<? extends TowerSpec>> encoders = new TreeMap<>();
        image.ifPresent(encoder -> encoders.put(Modality.IMAGE, encoder));
        text.ifPresent(encoder -> encoders.put(Modality.TEXT, encoder));
        audio.ifPresent(encoder -> encoders.put(Modality.AUDIO, encoder));
        return encoders;
    }

    /** The name and a hash over everything that decides the vectors: towers, processing, heads. */
    String id() {
        String content = encoders().entrySet().stream()
                .map(e -> e.getKey().wireName() + "\n" + e.getValue().identity())
                .collect(Collectors.joining("\n", dimension + "\n", ""));
        return name + "-" + Sha256.ofText(content).hex().substring(0, ID_DIGITS);
    }

    /** A tower with its head; without one, the tower's features are the space. */
    record EncoderSpec<T extends TowerSpec>(T tower, Optional<HeadSpec> head) {

        String identity() {
            return tower.identity() + "\n"
                    + head.map(h -> h.model().sha256().hex()).orElse("identity");
        }
    }

    /** A head's graph and the names of its only input and its output. */
    record HeadSpec(BundleFile model, String input, String output) {}
}
