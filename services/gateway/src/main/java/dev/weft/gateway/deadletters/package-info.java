/** Dead letters, as the gateway's tenant may see and replay them. */
@NullMarked
package dev.weft.gateway.deadletters;

import org.jspecify.annotations.NullMarked;
