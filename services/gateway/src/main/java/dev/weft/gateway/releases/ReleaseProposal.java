package dev.weft.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.gateway.intake.Fields;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody says of a release that was made elsewhere.
 *
 * @param base the release that it was trained against
 * @param bundle where its towers lie, if they are not the live release's
 * @param dimension of its space
 * @param towers whose features its heads take, by modality
 * @param heads the hash of each head's file
 * @param madeBy who or what made it
 */
record ReleaseProposal(
        Optional<ReleaseId> base,
        Optional<String> bundle,
        int dimension,
        Map<Modality, String> towers,
        Map<Modality, Sha256> heads,
        String madeBy) {

    private static final Set<String> FIELDS =
            Set.of("base", "bundle", "dimension", "towers", "heads", "madeBy", "card");
    private static final Set<String> HEAD = Set.of("file", "sha256");
    private static final int MAX_CHARS = 500;

    ReleaseProposal {
        towers = Map.copyOf(towers);
        heads = Map.copyOf(heads);
    }

    /** @throws ProblemException {@code malformed_request} if it says no such thing */
    static ReleaseProposal read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        fields.get("card").ifPresent(card -> object(card, "card"));
        Optional<String> bundle = fields.text("bundle").map(ReleaseProposal::bundle);
        return new ReleaseProposal(
                fields.text("base").map(text -> checked(() -> ReleaseId.parse(text))),
                bundle,
                dimension(required(fields, "dimension")),
                bundle.isPresent()
                        ? optional(fields, "towers", ReleaseProposal::towers)
                        : towers(object(required(fields, "towers"), "towers")),
                bundle.isPresent()
                        ? optional(fields, "heads", ReleaseProposal::heads)
                        : ownHeads(object(required(fields, "heads"), "heads")),
                madeBy(fields));
    }

    private static String bundle(String text) {
        if (text.isBlank() || text.length() > MAX_CHARS || text.indexOf('#') >= 0) {
            throw malformed("bundle must be a location in 1 to " + MAX_CHARS + " characters without '#'");
        }
        return text;
    }

    /** What a bundle has itself need not be said. */
    private static <T> Map<Modality, T> optional(
            Fields fields, String name, Function<ObjectNode, Map<Modality, T>> read) {
        return fields.get(name).map(node -> read.apply(object(node, name))).orElseGet(Map::of);
    }

    private static Map<Modality, Sha256> ownHeads(ObjectNode json) {
        Map<Modality, Sha256> heads = heads(json);
        if (heads.isEmpty()) {
            throw malformed("a release must have a head, got none");
        }
        return heads;
    }

    private static int dimension(JsonNode node) {
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 1) {
            throw malformed("dimension must be a positive integer");
        }
        return node.intValue();
    }

    private static Map<Modality, String> towers(ObjectNode json) {
        Map<Modality, String> towers = new EnumMap<>(Modality.class);
        for (Map.Entry<String, JsonNode> tower : json.properties()) {
            if (!tower.getValue().isTextual()) {
                throw malformed("towers must name the tower of each modality");
            }
            towers.put(modality(tower.getKey()), tower.getValue().textValue());
        }
        return towers;
    }

    private static Map<Modality, Sha256> heads(ObjectNode json) {
        Map<Modality, Sha256> heads = new EnumMap<>(Modality.class);
        for (Map.Entry<String, JsonNode> head : json.properties()) {
            Fields fields = Fields.of(object(head.getValue(), "a head"), HEAD);
            String hex = fields.text("sha256").orElseThrow(() -> malformed("a head must have its file's sha256"));
            heads.put(modality(head.getKey()), checked(() -> new Sha256(hex)));
        }
        return heads;
    }

    private static String madeBy(Fields fields) {
        String text = fields.text("madeBy").orElse("");
        if (text.isBlank() || text.length() > MAX_CHARS) {
            throw malformed("madeBy must say who or what made it in 1 to " + MAX_CHARS + " characters");
        }
        return text;
    }

    private static JsonNode required(Fields fields, String name) {
        return fields.get(name).orElseThrow(() -> malformed("a release must have " + name));
    }

    private static ObjectNode object(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw malformed(name + " must be an object");
    }

    private static Modality modality(String name) {
        return checked(() -> Modality.fromWireName(name));
    }

    private interface Value<T> {
        T read();
    }

    private static <T> T checked(Value<T> value) {
        try {
            return value.read();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, detail);
    }
}
