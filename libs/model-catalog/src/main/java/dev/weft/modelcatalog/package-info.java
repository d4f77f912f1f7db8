/**
 * Known model bundles ({@code infra/models/*.yaml}) and the way of their files onto this machine: from the first source that has them, verified
 * while they are read, stored by content. What a file may contain is decided by a hash in the catalog or a pin; content with neither is refused.
 */
@NullMarked
package dev.weft.modelcatalog;

import org.jspecify.annotations.NullMarked;
