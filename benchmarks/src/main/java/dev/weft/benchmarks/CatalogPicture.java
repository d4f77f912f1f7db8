package dev.weft.benchmarks;

/** @param bytes the file, as it lies in the catalog; not to be changed */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record CatalogPicture(String id, String caption, byte[] bytes) {}
