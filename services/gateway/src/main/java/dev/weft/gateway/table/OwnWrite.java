package dev.weft.gateway.table;

import dev.weft.core.MediaEvent;
import java.util.concurrent.CompletableFuture;

/**
 * An event of ours on its way through the broker.
 *
 * @param acknowledged completes when the broker has it for good, or exceptionally when that can't be said
 */
record OwnWrite(MediaEvent event, CompletableFuture<Void> acknowledged) {}
