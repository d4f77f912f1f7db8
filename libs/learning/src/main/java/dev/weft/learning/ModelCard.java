package dev.weft.learning;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Sha256;
import dev.weft.learning.RoundOutcome.Finished;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a round's heads are made of, for whoever judges or uses them. Equal rounds have equal cards: there is no time of day in one.
 *
 * @param base the release that the round started from
 * @param round the hash of options and data
 * @param pairs of the catalog
 * @param families different ones among them
 * @param clusters mined ones
 * @param replayed general pairs
 * @param heads the hash of each head's graph, by modality
 */
public record ModelCard(
        String base,
        Sha256 round,
        RoundOptions options,
        int pairs,
        long families,
        int clusters,
        int replayed,
        Map<String, Sha256> heads,
        Finished outcome) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ModelCard {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    }

    /**
     * @param leftGraph the left head as it was written
     * @param rightGraph the right head as it was written
     */
    public static ModelCard of(
            String base,
            TrainingRound round,
            RoundOptions options,
            TrainingData data,
            Finished outcome,
            byte[] leftGraph,
            byte[] rightGraph) {
        Map<String, Sha256> heads = new LinkedHashMap<>();
        heads.put(outcome.heads().left().modality().wireName(), Sha256.of(leftGraph));
        heads.put(outcome.heads().right().modality().wireName(), Sha256.of(rightGraph));
        return new ModelCard(
                base,
                round.hash(),
                options,
                data.catalog().pairs().size(),
                data.catalog().pairs().stream()
                        .map(TrainingPair::family)
                        .distinct()
                        .count(),
                data.clusters().size(),
                data.replay().map(set -> set.pairs().size()).orElse(0),
                heads,
                outcome);
    }

    /** With the whole curve. */
    public String toJson() {
        ObjectNode card = JSON.createObjectNode();
        card.put("base", base);
        card.put("round", round.hex());
        card.put("engine", Torch.version());
        card.put("pairs", pairs);
        card.put("families", families);
        card.put("clusters", clusters);
        card.put("replayed", replayed);
        card.put("end", outcome.end().name());
        card.put("bestStep", outcome.bestStep());
        ObjectNode hashes = card.putObject("heads");
        heads.forEach((modality, hash) -> hashes.put(modality, hash.hex()));
        card.set("options", JSON.valueToTree(options));
        card.set("curve", Curves.toJson(outcome.curve()));
        return card.toPrettyString() + "\n";
    }

    /** For people, without the curve. */
    public String toMarkdown() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("# Heads learnt from " + base).add("");
        lines.add("| what | |").add("|---|---|");
        lines.add("| pairs | " + pairs + " of " + families + " families, all in the split train |");
        lines.add("| mined clusters | " + clusters + " |");
        lines.add("| general pairs replayed | " + replayed + " |");
        lines.add("| steps | " + outcome.curve().size() + ", weights of step " + outcome.bestStep() + " |");
        lines.add("| ended by | " + outcome.end() + " |");
        lines.add("| seed | " + options.seed() + " |");
        lines.add("| options | `" + options.hash() + "` |");
        lines.add("| options and data | `" + round + "` |");
        heads.forEach((modality, hash) -> lines.add("| " + modality + " head | `" + hash + "` |"));
        lines.add("").add("```").add(options.toString()).add("```");
        return lines.toString();
    }
}
