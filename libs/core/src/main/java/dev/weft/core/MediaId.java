package dev.weft.core;

/** Names a media item within its tenant: the client's own id, or one made by the gateway. */
public record MediaId(String value) {

    public MediaId {
        Names.requireId("media id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
