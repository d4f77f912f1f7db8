/** Tests of the comparison without a log or a store. */
@NullMarked
package dev.weft.sink.reconcile;

import org.jspecify.annotations.NullMarked;
