/** What the gateway knows of every item: a table kept from the media and status topics, and the only way to write to the former. */
@NullMarked
package dev.weft.gateway.table;

import org.jspecify.annotations.NullMarked;
