@NullMarked
package dev.weft.mining.batches;

import org.jspecify.annotations.NullMarked;
