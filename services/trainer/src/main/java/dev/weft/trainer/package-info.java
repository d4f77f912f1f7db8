/** Learns new heads from what is in the catalog and what the miner found, and has the gate judge them. */
@NullMarked
package dev.weft.trainer;

import org.jspecify.annotations.NullMarked;
