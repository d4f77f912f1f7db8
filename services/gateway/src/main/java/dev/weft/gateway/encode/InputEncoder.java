package dev.weft.gateway.encode;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.media.ImageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Turns inputs into vectors of the space. Safe for use by several threads. */
public final class InputEncoder {

    /** As many as a tower runs at once: more would only lie in memory as pixels. */
    private static final int CHUNK = 16;

    private final EmbeddingModel model;
    private final ImageDecoder decoder;
    private final Semaphore chunks;

    /** @param chunks how many chunks of inputs are in memory, prepared, at a time */
    public InputEncoder(EmbeddingModel model, ImageDecoder decoder, Semaphore chunks) {
        this.model = model;
        this.decoder = decoder;
        this.chunks = chunks;
    }

    /**
     * Embeds the inputs.
     *
     * @throws ProblemException {@code unknown_modality} if the model has no tower for one
     * @throws dev.weft.media.MediaRejectedException if a picture is none, or over a budget
     */
    public Encoded encode(List<? extends Input> inputs) {
        inputs.forEach(this::requireTower);
        List<Embedding> vectors = new ArrayList<>(inputs.size());
        int tokens = 0;
        for (int from = 0; from < inputs.size(); from += CHUNK) {
            chunks.acquireUninterruptibly();
            try {
                Encoded chunk = chunk(inputs.subList(from, Math.min(inputs.size(), from + CHUNK)));
                vectors.addAll(chunk.vectors());
                tokens += chunk.tokens();
            } finally {
                chunks.release();
            }
        }
        return new Encoded(vectors, tokens);
    }

    /** One run for the texts and one for the pictures. */
    private Encoded chunk(List<? extends Input> inputs) {
        List<TowerInput> prepared = inputs.stream().map(this::prepare).toList();
        Embedding[] vectors = new Embedding[inputs.size()];
        int tokens = 0;
        for (Modality modality : List.of(Modality.TEXT, Modality.IMAGE)) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < vectors.length; i++) {
                if (modality(inputs.get(i)) == modality) {
                    members.add(i);
                    tokens += modality == Modality.TEXT ? tokens(prepared.get(i)) : 0;
                }
            }
            List<Embedding> embedded =
                    model.embed(modality, members.stream().map(prepared::get).toList());
            for (int i = 0; i < embedded.size(); i++) {
                vectors[members.get(i)] = embedded.get(i);
            }
        }
        return new Encoded(List.of(vectors), tokens);
    }

    private TowerInput prepare(Input input) {
        return switch (input) {
            case Input.Text(String text) -> model.prepare(text);
            case Input.Image(byte[] bytes) -> model.prepare(decoder.decode(bytes));
        };
    }

    /** A prepared text is its token ids, without padding, as 64-bit numbers. */
    private static int tokens(TowerInput text) {
        return (int) (text.sizeBytes() / Long.BYTES);
    }

    private void requireTower(Input input) {
        if (!model.modalities().contains(modality(input))) {
            throw new ProblemException(
                    Reason.UNKNOWN_MODALITY,
                    "the model takes "
                            + model.modalities().stream()
                                    .map(Modality::wireName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", got " + modality(input).wireName());
        }
    }

    private static Modality modality(Input input) {
        return switch (input) {
            case Input.Text _ -> Modality.TEXT;
            case Input.Image _ -> Modality.IMAGE;
        };
    }
}
