@NullMarked
package dev.weft.mining.negatives;

import org.jspecify.annotations.NullMarked;
