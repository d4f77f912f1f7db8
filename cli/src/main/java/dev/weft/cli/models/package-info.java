/** What the commands about models do with a loaded bundle. */
@NullMarked
package dev.weft.cli.models;

import org.jspecify.annotations.NullMarked;
