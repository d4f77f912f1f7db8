package dev.weft.miner;

import dev.weft.core.PartContent.StoredObject;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.MediaRejectedException;
import dev.weft.media.ObjectStore;
import dev.weft.mining.negatives.PerceptualHash;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads pictures for their hashes. A picture that can't be read is none: its item is judged without it. */
final class PictureReader {

    private static final Logger LOG = LoggerFactory.getLogger(PictureReader.class);

    private final ObjectStore objects;
    private final DecodeBudget budget = DecodeBudget.defaults();
    private final ImageDecoder decoder = new ImageDecoder(budget);

    PictureReader(ObjectStore objects) {
        this.objects = objects;
    }

    Optional<Long> hash(StoredObject picture) {
        try {
            return Optional.of(PerceptualHash.of(decoder.decode(objects.read(picture, budget.maxBytes()))));
        } catch (IOException | MediaRejectedException e) {
            LOG.debug("a picture has no hash: {}", picture.sha256(), e);
            return Optional.empty();
        }
    }
}
