/** What people say of results: it becomes training pairs and hard negatives. */
@NullMarked
package dev.weft.gateway.feedback;

import org.jspecify.annotations.NullMarked;
