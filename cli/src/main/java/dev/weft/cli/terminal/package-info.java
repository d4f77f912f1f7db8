/** What the commands print: for people on a terminal, and as plain lines everywhere else. */
@NullMarked
package dev.weft.cli.terminal;

import org.jspecify.annotations.NullMarked;
