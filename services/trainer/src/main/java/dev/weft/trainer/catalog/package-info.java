/** What there is to learn from: the catalog's items with their features, read from the log. */
@NullMarked
package dev.weft.trainer.catalog;

import org.jspecify.annotations.NullMarked;
