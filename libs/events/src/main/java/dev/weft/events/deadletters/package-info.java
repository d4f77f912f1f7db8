/** Finding, showing and replaying dead letters. Everything here asks the broker on each call and keeps nothing. */
@NullMarked
package dev.weft.events.deadletters;

import org.jspecify.annotations.NullMarked;
