package dev.weft.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogEntry;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ProblemException;
import dev.weft.cli.client.Upload;
import dev.weft.core.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the captions of families find that nothing is ever learnt from: those of the split that the gate judges by.
 *
 * @param queries the first ones of the catalog, each once
 */
record HeldOutQueries(List<Query> queries) {

    /** A few hundred searches take seconds, of a catalog of any size. */
    private static final int MOST = 300;

    /** How many pictures are looked through for the right one. */
    static final int DEPTH = 100;

    HeldOutQueries {
        queries = List.copyOf(queries);
    }

    record Query(String family, String caption) {}

    /**
     * What a query has found.
     *
     * @param release that answered
     * @param rank of the first picture of its family with its caption, from 1; empty beyond {@link #DEPTH}
     * @param hits the pictures found, the nearest first
     */
    record Answer(Query query, String release, Optional<Integer> rank, List<Hit> hits) {

        Answer {
            hits = List.copyOf(hits);
        }

        /** 1 / rank: what tells a jump to the first place from one between far places. */
        double worth() {
            return rank.map(place -> 1.0 / place).orElse(0.0);
        }
    }

    record Hit(String id, String caption, double score) {}

    static HeldOutQueries of(Catalog catalog) throws IOException {
        try (Stream<CatalogEntry> entries = catalog.entries()) {
            return new HeldOutQueries(entries.filter(CatalogEntry.Item.class::isInstance)
                    .map(entry -> ((CatalogEntry.Item) entry).upload())
                    .filter(upload -> Split.of(family(upload)) == Split.GATE)
                    .filter(upload -> upload.fields().containsKey("caption"))
                    .map(upload -> new Query(family(upload), upload.fields().getOrDefault("caption", "")))
                    .distinct()
                    .limit(MOST)
                    .toList());
        }
    }

    /** An item without a family is one of its own, as for the gateway. */
    private static String family(Upload upload) {
        return upload.fields().getOrDefault("family", upload.id().value());
    }

    /** Asks all of them over HTTP, one after the other. */
    List<Answer> ask(GatewayClient client) throws ProblemException, GatewayUnreachableException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Query query : queries) {
            ObjectNode search = new ObjectMapper()
                    .createObjectNode()
                    .put("text", query.caption())
                    .put("k", DEPTH);
            search.putArray("modalities").add("image");
            answers.add(answer(query, client.search(search)));
        }
        return answers;
    }

    private static Answer answer(Query query, JsonNode found) {
        List<Hit> hits = new ArrayList<>();
        Optional<Integer> rank = Optional.empty();
        for (JsonNode hit : found.path("hits")) {
            hits.add(new Hit(
                    hit.path("id").asText(),
                    hit.path("caption").asText(),
                    hit.path("score").asDouble()));
            boolean right = hit.path("family").asText().equals(query.family())
                    && hit.path("caption").asText().equals(query.caption());
            if (right && rank.isEmpty()) {
                rank = Optional.of(hits.size());
            }
        }
        return new Answer(query, found.path("release").asText(), rank, hits);
    }
}
