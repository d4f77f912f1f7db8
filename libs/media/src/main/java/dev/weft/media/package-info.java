/** Where media bytes lie, what they are, and how they become pixels, under budgets that a hostile file can't exceed. */
@NullMarked
package dev.weft.media;

import org.jspecify.annotations.NullMarked;
