/** Who of several instances of a service does what only one of them may do. */
@NullMarked
package dev.weft.events.leadership;

import org.jspecify.annotations.NullMarked;
