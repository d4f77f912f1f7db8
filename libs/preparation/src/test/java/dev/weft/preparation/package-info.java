@NullMarked
package dev.weft.preparation;

import org.jspecify.annotations.NullMarked;
