@NullMarked
package dev.weft.modelcatalog;

import org.jspecify.annotations.NullMarked;
