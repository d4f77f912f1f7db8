/** One round: learning with several seeds, the gate, and the release that comes of it. */
@NullMarked
package dev.weft.trainer.round;

import org.jspecify.annotations.NullMarked;
