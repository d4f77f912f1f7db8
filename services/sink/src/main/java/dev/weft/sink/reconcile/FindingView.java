package dev.weft.sink.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A finding as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
        String kind,
        String tenant,
        String id,
        @Nullable Long logVersion,
        boolean logDeleted,
        @Nullable Long storeVersion,
        @Nullable Integer partition,
        @Nullable Long offset,
        String repair,
        @Nullable String reason) {

    static FindingView of(Finding finding) {
        return new FindingView(
                finding.kind().word(),
                finding.key().tenant().toString(),
                finding.key().id().toString(),
                orNull(finding.logVersion()),
                finding.logDeleted(),
                orNull(finding.storeVersion()),
                orNull(finding.partition()),
                orNull(finding.offset()),
                finding.repair().word(),
                finding.reason().isEmpty() ? null : finding.reason());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
