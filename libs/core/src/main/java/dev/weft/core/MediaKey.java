package dev.weft.core;

/** Names a media item across tenants. {@code tenant/mediaId} is the key of its records on every topic. */
public record MediaKey(TenantId tenant, MediaId id) {

    public static MediaKey of(String tenant, String id) {
        return new MediaKey(new TenantId(tenant), new MediaId(id));
    }

    /**
     * Reads the {@link #toString()} form.
     *
     * @throws IllegalArgumentException if the text is not {@code tenant/mediaId}
     */
    public static MediaKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("media key must be tenant/mediaId, got no '/'");
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
