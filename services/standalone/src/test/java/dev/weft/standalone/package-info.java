@NullMarked
package dev.weft.standalone;

import org.jspecify.annotations.NullMarked;
