/** Talks to a gateway over HTTP, as docs/http-api.md describes it. {@link dev.weft.cli.client.GatewayClient} is safe for use by several threads. */
@NullMarked
package dev.weft.cli.client;

import org.jspecify.annotations.NullMarked;
