package dev.weft.core;

/** Whose data it is. Taken from the credential, never from a request's body. */
public record TenantId(String value) {

    /** The tenant of an installation without credentials. */
    public static final TenantId DEFAULT = new TenantId("default");

    public TenantId {
        Names.requireId("tenant", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
