package dev.weft.cli.client;

import dev.weft.core.MediaId;
import java.util.Map;
import java.util.Optional;

/**
 * An item as it is put to the gateway.
 *
 * @param picture its bytes, or else {@code uri}, or neither for an item that is only a caption
 * @param fields the other parts of the request by their name in the HTTP API ({@code caption}, {@code family}, {@code tags},
 *     {@code attributes}); the last two as JSON
 */
public record Upload(MediaId id, Optional<MediaBytes> picture, Optional<String> uri, Map<String, String> fields) {

    public Upload {
        if (picture.isPresent() && uri.isPresent()) {
            throw new IllegalArgumentException("an upload has bytes or a uri, got both for " + id);
        }
        fields = Map.copyOf(fields);
    }
}
