/** The gateway: HTTP in, claim checks out to Kafka, and search over what came back. Wiring, configuration and health live here. */
@NullMarked
package dev.weft.gateway;

import org.jspecify.annotations.NullMarked;
