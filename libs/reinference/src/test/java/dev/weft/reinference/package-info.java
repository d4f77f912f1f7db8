@NullMarked
package dev.weft.reinference;

import org.jspecify.annotations.NullMarked;
