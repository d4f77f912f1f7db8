package dev.weft.gateway.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What promoting and going back take; read by {@link dev.weft.gateway.releases.ReleaseChange}.
 *
 * @param reason why; needed to promote what the gate rejected
 * @param by who asks, kept with the release
 */
@Schema(name = "ReleaseChange")
public record ReleaseChangeBody(String reason, String by) {}
