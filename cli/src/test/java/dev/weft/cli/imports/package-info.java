@NullMarked
package dev.weft.cli.imports;

import org.jspecify.annotations.NullMarked;
