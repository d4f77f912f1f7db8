/** From a search request to ranked items. */
@NullMarked
package dev.weft.gateway.search;

import org.jspecify.annotations.NullMarked;
