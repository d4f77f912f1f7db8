package dev.weft.cli.catalog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How items are made of files.
 *
 * @param nameAsCaption whether a picture without a {@code .txt} beside it gets its file's name as caption (folders and zips without
 *     a description)
 * @param root the folder that a JSON lines file's pictures lie in; the file's own when empty
 */
public record CatalogOptions(boolean nameAsCaption, Optional<Path> root) {

    public static final CatalogOptions DEFAULTS = new CatalogOptions(false, Optional.empty());
}
