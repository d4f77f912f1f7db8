@NullMarked
package dev.weft.cli.catalog;

import org.jspecify.annotations.NullMarked;
