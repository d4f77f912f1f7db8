/** The miner as a service: runs the topology that makes anchors, asks the live index for their negatives, and writes batches. */
@NullMarked
package dev.weft.miner;

import org.jspecify.annotations.NullMarked;
