/** The miner: pairs from items and feedback, and what is hard to tell from them, found in the live index. */
@NullMarked
package dev.weft.mining;

import org.jspecify.annotations.NullMarked;
