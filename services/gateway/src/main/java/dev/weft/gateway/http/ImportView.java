package dev.weft.gateway.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an import is. Counts are cumulative: a searchable item was embedded before. */
@Schema(name = "ImportProgress")
public record ImportView(
        String id,
        long accepted,
        long unchanged,
        long embedded,
        long searchable,
        long failed,
        String startedAt,
        String updatedAt) {}
