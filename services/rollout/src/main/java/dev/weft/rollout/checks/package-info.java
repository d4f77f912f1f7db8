/** What must be found of a new collection before searches go to it. */
@NullMarked
package dev.weft.rollout.checks;

import org.jspecify.annotations.NullMarked;
