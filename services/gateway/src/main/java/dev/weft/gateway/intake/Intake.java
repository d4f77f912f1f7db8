package dev.weft.gateway.intake;

import dev.weft.core.Part;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.media.AvFormat;
import dev.weft.media.ImageDecoder;
import dev.weft.media.MediaRejectedException;
import dev.weft.media.ObjectNotFoundException;
import dev.weft.media.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into files (their headers only) and stores them. Safe for use by several threads. */
public final class Intake {

    private final TenantId tenant;
    private final ImageDecoder decoder;
    private final ObjectStore store;
    private final Optional<RemotePictures> remote;
    private final long maxFileBytes;

    /** @param remote nothing where URLs are not fetched */
    public Intake(
            TenantId tenant,
            ImageDecoder decoder,
            ObjectStore store,
            Optional<RemotePictures> remote,
            long maxFileBytes) {
        this.tenant = tenant;
        this.decoder = decoder;
        this.store = store;
        this.remote = remote;
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Checks the draft's file and puts it in the object store, durably. Sound and video are looked into by the embedder.
     *
     * @throws MediaRejectedException if the file is of no known format, or a picture over a budget
     * @throws ProblemException if a URI names nothing that can be had, or the store fails
     */
    public Content store(Draft draft) {
        List<Part> parts = new ArrayList<>();
        draft.picture().map(this::stored).map(Intake::part).ifPresent(parts::add);
        draft.caption().ifPresent(caption -> parts.add(Part.caption(caption)));
        return new Content(draft.family(), draft.attributes(), parts);
    }

    private StoredObject stored(Picture picture) {
        try {
            return switch (picture) {
                case Picture.Bytes(byte[] bytes) -> put(bytes);
                case Picture.Stored(Sha256 sha256) -> known(sha256);
                case Picture.Remote(String url) -> fetching().fetch(url, this::put);
            };
        } catch (ObjectNotFoundException e) {
            throw new ProblemException(Reason.UNSUPPORTED_URI, "the object store has no such object", e);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the object store cannot be used now", e);
        }
    }

    private RemotePictures fetching() {
        return remote.orElseThrow(() -> new ProblemException(
                Reason.UNSUPPORTED_URI,
                "uri must be a data: URI or one the object store has given out (object:///…): URLs are fetched only where"
                        + " weft.gateway.fetch-urls=true"));
    }

    private StoredObject put(byte[] bytes) throws IOException {
        return store.put(tenant, new ByteArrayInputStream(bytes), contentType(bytes));
    }

    private StoredObject known(Sha256 sha256) throws IOException {
        URI uri = URI.create("object:///" + tenant + "/" + sha256);
        StoredObject unchecked = new StoredObject(uri, sha256, "application/octet-stream", 0);
        byte[] bytes;
        try (InputStream in = store.open(unchecked)) {
            bytes = Bounded.read(in, maxFileBytes, StandardReason.TOO_MANY_BYTES, "a file");
        }
        return new StoredObject(uri, sha256, contentType(bytes), bytes.length);
    }

    private String contentType(byte[] bytes) {
        return AvFormat.sniff(bytes)
                .map(AvFormat::contentType)
                .orElseGet(() -> decoder.inspect(bytes).contentType());
    }

    /** The part that a file of this type is. */
    private static Part part(StoredObject object) {
        if (object.contentType().startsWith("audio/")) {
            return Part.audio(object);
        }
        return object.contentType().startsWith("video/") ? Part.video(object) : Part.image(object);
    }
}
