/** Which collection a query goes to, and with which heads it is made a vector. */
@NullMarked
package dev.weft.gateway.releases;

import org.jspecify.annotations.NullMarked;
