@NullMarked
package dev.weft.cli.terminal;

import org.jspecify.annotations.NullMarked;
