/** What goes wrong, as RFC 9457 problem details with a fixed word to program against. */
@NullMarked
package dev.weft.gateway.problem;

import org.jspecify.annotations.NullMarked;
