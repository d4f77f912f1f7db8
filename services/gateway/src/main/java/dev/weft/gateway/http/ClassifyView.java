package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.ReleaseId;
import dev.weft.gateway.encode.Classifier.Scored;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a classification says. */
@Schema(name = "Classification", description = "All labels, nearest first")
public record ClassifyView(String release, String model, List<LabelView> labels) {

    /**
     * A label.
     *
     * @param score cosine, higher is closer
     * @param probability absent when the model doesn't say how cosines become one
     */
    @Schema(name = "Label")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LabelView(
            String label, float score, @Nullable Double probability) {

        static LabelView of(Scored scored) {
            return new LabelView(
                    scored.label(),
                    scored.score(),
                    scored.probability().isPresent() ? scored.probability().getAsDouble() : null);
        }
    }

    static ClassifyView of(ReleaseId release, String model, List<Scored> labels) {
        return new ClassifyView(
                release.toString(), model, labels.stream().map(LabelView::of).toList());
    }
}
