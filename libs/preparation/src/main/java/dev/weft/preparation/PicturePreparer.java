package dev.weft.preparation;

import dev.weft.core.PartContent.StoredObject;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.ImageHeader;
import dev.weft.media.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Fetches and decodes pictures within the memory budget. Safe for use by several threads. */
final class PicturePreparer {

    /** The decoder's own 4 bytes a pixel (an ARGB {@code BufferedImage}), and 3 of the RGB picture made from it. */
    private static final int WORKING_BYTES_PER_PIXEL = 4 + 3;

    private final ObjectStore objects;
    private final DecodeBudget limits;
    private final ImageDecoder decoder;
    private final EmbeddingModel model;
    private final MemoryBudget memory;
    private final Consumer<Duration> decoding;

    PicturePreparer(
            ObjectStore objects,
            DecodeBudget limits,
            EmbeddingModel model,
            MemoryBudget memory,
            Consumer<Duration> decoding) {
        this.objects = objects;
        this.limits = limits;
        this.decoder = new ImageDecoder(limits);
        this.model = model;
        this.memory = memory;
        this.decoding = decoding;
    }

    byte[] fetch(StoredObject object) throws IOException {
        return objects.read(object, limits.maxBytes());
    }

    /** Looks at the header first: what the file declares is what decoding will take. */
    TowerInput decode(byte[] bytes) throws InterruptedException {
        ImageHeader header = decoder.inspect(bytes);
        long workingBytes = bytes.length + (long) header.width() * header.height() * WORKING_BYTES_PER_PIXEL;
        try (MemoryBudget.Lease held = memory.acquire(workingBytes)) {
            long started = System.nanoTime();
            TowerInput input = model.prepare(decoder.decode(bytes));
            decoding.accept(Duration.ofNanos(System.nanoTime() - started));
            return input;
        }
    }
}
