/** What the services' HTTP resources have in common: problem details (RFC 9457), and who may write. */
@NullMarked
package dev.weft.http;

import org.jspecify.annotations.NullMarked;
