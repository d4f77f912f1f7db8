package dev.weft.cli.catalog;

import java.io.IOException;
import java.util.stream.Stream;

/** One way in which a catalog can be laid out. */
interface CatalogReader {

    Stream<CatalogEntry> entries() throws IOException;

    long count() throws IOException;
}
