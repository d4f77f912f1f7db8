/** Tests that documents and set-up files say what is so. */
@NullMarked
package dev.weft.docs;

import org.jspecify.annotations.NullMarked;
