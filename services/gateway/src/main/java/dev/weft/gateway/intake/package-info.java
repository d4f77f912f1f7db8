/** From a request's bytes to a checked media item whose picture lies in the object store. Plain Java, no CDI. */
@NullMarked
package dev.weft.gateway.intake;

import org.jspecify.annotations.NullMarked;
