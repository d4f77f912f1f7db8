/** What everything that runs for long needs: waits between tries, the end of threads, checks of configured values. */
@NullMarked
package dev.weft.core.running;

import org.jspecify.annotations.NullMarked;
