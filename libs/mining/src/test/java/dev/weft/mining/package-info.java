@NullMarked
package dev.weft.mining;

import org.jspecify.annotations.NullMarked;
