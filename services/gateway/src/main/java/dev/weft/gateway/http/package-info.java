/** The resources of the HTTP API and the JSON they speak. */
@NullMarked
package dev.weft.gateway.http;

import org.jspecify.annotations.NullMarked;
