/** Model bundles and what they compute: from texts and pictures to features (towers) and on to the shared space (heads). */
@NullMarked
package dev.weft.inference;

import org.jspecify.annotations.NullMarked;
