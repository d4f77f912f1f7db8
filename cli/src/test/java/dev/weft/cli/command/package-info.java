@NullMarked
package dev.weft.cli.command;

import org.jspecify.annotations.NullMarked;
