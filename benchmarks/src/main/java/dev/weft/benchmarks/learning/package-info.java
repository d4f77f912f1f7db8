/** What a round of learning brings on the demo catalog, against an independent trainer's figures and with mined batches, and how long a step takes. */
@NullMarked
package dev.weft.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
