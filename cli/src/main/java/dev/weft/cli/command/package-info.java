/** The subcommands of {@code weft}: options in, client calls, output and an exit code out. */
@NullMarked
package dev.weft.cli.command;

import org.jspecify.annotations.NullMarked;
