/** The sink side by side with bare loops of the stores it writes to. */
@NullMarked
package dev.weft.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
