package dev.weft.cli.catalog;

import dev.weft.cli.client.Upload;

/** One item of a catalog as it was found: fit to be uploaded, or not. */
public sealed interface CatalogEntry {

    /** Where it stands in the catalog: a file's path, or a line of a JSON lines file. */
    String where();

    record Item(String where, Upload upload) implements CatalogEntry {}

    /** @param reason what is wrong with it, for whoever made the catalog */
    record Unreadable(String where, String reason) implements CatalogEntry {}
}
