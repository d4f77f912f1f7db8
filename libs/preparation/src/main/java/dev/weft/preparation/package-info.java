/** Makes stored items ready for a model's towers: fetches, checks, decodes, cuts and prepares. Safe for use by several threads unless it says otherwise. */
@NullMarked
package dev.weft.preparation;

import org.jspecify.annotations.NullMarked;
