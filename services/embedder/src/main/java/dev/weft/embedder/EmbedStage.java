package dev.weft.embedder;

import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.embedder.EmbeddedRecord.EmbeddedPart;
import dev.weft.embedder.PreparedRecord.Ready;
import dev.weft.inference.batching.InferenceTimeoutException;
import dev.weft.preparation.ContentKey;
import dev.weft.preparation.PreparedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes prepared records through the towers. For one thread. */
final class EmbedStage {

    private final Towers towers;
    private final LiveHeads heads;

    EmbedStage(Towers towers, LiveHeads heads) {
        this.towers = towers;
        this.heads = heads;
    }

    /** One outcome per record, in the same order, all of one release. Waits while the model does not work at all. */
    List<EmbeddedRecord> embed(List<PreparedRecord> records) throws InterruptedException {
        List<PreparedPart<PartVectors>> parts = new ArrayList<>();
        for (PreparedRecord record : records) {
            if (record instanceof Ready ready) {
                parts.addAll(ready.parts());
            }
        }
        return heads.use(active -> {
            Map<ContentKey, TowerOutcome> outcomes = towers.embed(parts, active);
            return records.stream()
                    .map(record -> outcome(record, active.release(), outcomes))
                    .toList();
        });
    }

    private static EmbeddedRecord outcome(
            PreparedRecord record, ReleaseId release, Map<ContentKey, TowerOutcome> outcomes) {
        return switch (record) {
            case PreparedRecord.Gone gone -> gone;
            case PreparedRecord.Refused refused -> refused;
            case Ready ready -> assemble(ready, release, outcomes);
        };
    }

    /** An item is embedded as a whole: one part that can't be embedded refuses it. */
    private static EmbeddedRecord assemble(Ready ready, ReleaseId release, Map<ContentKey, TowerOutcome> outcomes) {
        List<EmbeddedPart> parts = new ArrayList<>();
        for (PreparedPart<PartVectors> part : ready.parts()) {
            TowerOutcome outcome = outcomes.get(part.contentKey());
            switch (outcome) {
                case TowerOutcome.Computed computed ->
                    parts.add(new EmbeddedPart(part.part(), part.contentKey(), computed.vectors()));
                case TowerOutcome.Failed failed -> {
                    return new PreparedRecord.Refused(
                            ready.origin(),
                            Optional.of(ready.event()),
                            new Refusal(Stage.EMBED, reason(failed.cause()), failed.cause()));
                }
                case null ->
                    throw new IllegalStateException("every content must have an outcome, got none for a "
                            + part.part().modality().wireName());
            }
        }
        return new EmbeddedRecord.Done(ready.origin(), ready.event(), release, parts);
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof InferenceTimeoutException ? Reasons.INFERENCE_TIMEOUT : Reasons.INFERENCE_FAILED;
    }
}
