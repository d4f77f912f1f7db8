package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.gateway.encode.ServedModel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A model, as OpenAI's clients read it.
 *
 * @param created a field these clients want; a bundle does not say, so it is 0
 */
@Schema(name = "Model")
public record ModelView(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy) {

    static ModelView of(ServedModel model) {
        return new ModelView(model.id(), "model", 0, "weft");
    }

    /** Models, as OpenAI's clients read them. */
    @Schema(name = "Models")
    public record Page(String object, List<ModelView> data) {

        static Page of(ServedModel model) {
            return new Page("list", List.of(ModelView.of(model)));
        }
    }
}
