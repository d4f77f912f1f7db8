package dev.weft.benchmarks;

/**
 * @param family shared by the styles of one emoji
 * @param bytes the file, as it lies in the catalog; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record CatalogPicture(String id, String family, String caption, byte[] bytes) {}
