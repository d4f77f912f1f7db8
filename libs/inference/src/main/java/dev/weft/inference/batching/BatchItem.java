package dev.weft.inference.batching;

import dev.weft.core.TenantId;

/**
 * Something to be run in a batch.
 *
 * @param value what the tower takes
 * @param tenant whose it is: tenants of one lane take turns
 * @param size its shape as one number that grows with the work, such as its tokens or bytes, not negative: items of about the same size run
 *     together, so that little is padding
 */
public record BatchItem<I>(I value, Lane lane, TenantId tenant, long size) {

    public BatchItem {
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative, got " + size);
        }
    }
}
