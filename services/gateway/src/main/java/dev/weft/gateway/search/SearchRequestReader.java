package dev.weft.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.gateway.intake.DataUri;
import dev.weft.gateway.intake.Fields;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.intake.Texts;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.search.SearchRequest.Probe;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.vectorstore.Filter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes searches of JSON. Safe for use by several threads. */
public final class SearchRequestReader {

    /** The most hits one search gives. */
    public static final int MAX_K = 1000;

    private static final int DEFAULT_K = 10;
    private static final Set<String> FIELDS =
            Set.of("text", "image", "audio", "mediaId", "k", "modalities", "filter", "release");

    private final long maxFileBytes;

    public SearchRequestReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    /** @throws ProblemException if it is no such search, with the reason */
    public SearchRequest read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        return new SearchRequest(
                probe(fields),
                fields.get("k").map(SearchRequestReader::k).orElse(DEFAULT_K),
                fields.get("modalities").map(SearchRequestReader::modalities),
                fields.get("filter").map(FilterReader::read).orElseGet(Filter.All::new),
                fields.text("release").map(SearchRequestReader::release));
    }

    private Probe probe(Fields fields) {
        List<Probe> probes = Stream.of(
                        fields.text("text").map(SearchRequestReader::text),
                        fields.text("image").map(uri -> (Probe) new Probe.Image(DataUri.decode(uri, maxFileBytes))),
                        fields.text("audio").map(uri -> (Probe) new Probe.Audio(DataUri.decode(uri, maxFileBytes))),
                        fields.text("mediaId").map(id -> (Probe) new Probe.Like(Ids.media(id))))
                .flatMap(Optional::stream)
                .toList();
        if (probes.size() != 1) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "a search needs exactly one of text, image, audio and mediaId, got " + probes.size());
        }
        return probes.getFirst();
    }

    private static Probe text(String text) {
        if (text.isBlank()) {
            throw new ProblemException(Reason.EMPTY, "text must have at least one character that is not blank");
        }
        return new Probe.Text(Texts.requireEmbeddable(text, "text"));
    }

    private static ReleaseId release(String text) {
        try {
            return ReleaseId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST, "release must be space@number, got " + Quoted.of(text), e);
        }
    }

    private static int k(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > MAX_K) {
            throw new ProblemException(
                    Reason.INVALID_K,
                    "k must be a whole number from 1 to " + MAX_K + ", got " + Quoted.of(node.toString()));
        }
        return node.intValue();
    }

    private static Set<Modality> modalities(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST, "modalities must be an array with at least one modality");
        }
        Set<Modality> modalities = EnumSet.noneOf(Modality.class);
        for (JsonNode element : node) {
            modalities.add(modality(element));
        }
        return modalities;
    }

    private static Modality modality(JsonNode node) {
        try {
            return Modality.fromWireName(node.isTextual() ? node.textValue() : "");
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.UNKNOWN_MODALITY,
                    "a modality is one of text, image, audio, video, got " + Quoted.of(node.toString()),
                    e);
        }
    }
}
