/** The log of releases: the control plane that every service follows, and the few write to. */
@NullMarked
package dev.weft.events.releases;

import org.jspecify.annotations.NullMarked;
