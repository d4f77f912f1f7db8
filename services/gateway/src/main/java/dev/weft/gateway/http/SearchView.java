package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.TimedParts;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.search.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a search found. */
@Schema(name = "SearchResult", description = "Items, best first, each once")
public record SearchView(
        @Schema(description = "To be named by feedback on these hits")
        String queryId,

        String release,
        double tookMillis,
        List<HitView> hits) {

    /**
     * @param score cosine of the item's part that stands out most, higher is closer
     * @param startMillis where in its sound or video that part begins; absent for other parts
     */
    @Schema(name = "Hit")
    public record HitView(
            String id,
            float score,
            String part,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long startMillis,

            String modality,
            long version,
            String release,
            String family,
            @Nullable String caption,
            Map<String, Object> attributes,
            @Nullable String content) {

        static HitView of(SearchResult.Item item) {
            String id = item.hit().key().id().value();
            return new HitView(
                    id,
                    item.hit().score(),
                    item.hit().part(),
                    TimedParts.start(item.hit().part()).map(Duration::toMillis).orElse(null),
                    item.hit().modality().wireName(),
                    item.hit().version(),
                    item.hit().release().toString(),
                    item.family(),
                    item.caption().orElse(null),
                    AttributesView.of(item.attributes()),
                    item.hasFile() ? MediaView.contentLink(id) : null);
        }
    }

    static SearchView of(SearchResult result, long tookNanos) {
        return new SearchView(
                Ids.newQuery(),
                result.release().toString(),
                Math.round(tookNanos / 10_000.0) / 100.0,
                result.items().stream().map(HitView::of).toList());
    }
}
