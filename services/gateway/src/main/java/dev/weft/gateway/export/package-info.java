/** What the miner found, for training elsewhere. */
@NullMarked
package dev.weft.gateway.export;

import org.jspecify.annotations.NullMarked;
