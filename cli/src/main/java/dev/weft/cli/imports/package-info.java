/** Puts a catalog into a gateway and follows it until all of it can be found. */
@NullMarked
package dev.weft.cli.imports;

import org.jspecify.annotations.NullMarked;
