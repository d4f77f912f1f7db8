/**
 * Reads catalogs (folders, zip files, JSON lines) item by item: memory does not grow with the catalog. An open
 * {@link dev.weft.cli.catalog.Catalog} is read by one thread; the bytes of its items by any.
 */
@NullMarked
package dev.weft.cli.catalog;

import org.jspecify.annotations.NullMarked;
