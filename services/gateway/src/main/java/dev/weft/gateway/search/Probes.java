package dev.weft.gateway.search;

import dev.weft.core.Embedding;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.core.TenantId;
import dev.weft.core.TimedParts;
import dev.weft.gateway.intake.Sounds;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.releases.Target;
import dev.weft.gateway.search.SearchEngine.Query;
import dev.weft.gateway.search.SearchRequest.Probe;
import dev.weft.http.ProblemException;
import dev.weft.inference.AudioInput;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.media.ImageDecoder;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Turns what is searched with into a vector of the space. Safe for use by several threads. */
public final class Probes {

    /** Which of its parts an item is most like others by. */
    private static final List<Modality> LOOKS = List.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO, Modality.TEXT);

    private final QueryTowers towers;
    private final ImageDecoder decoder;
    private final Sounds sounds;
    private final VectorStore store;
    private final TenantId tenant;
    private final Semaphore decodes;

    /** @param decodes how many pictures are in memory as pixels at a time */
    public Probes(
            QueryTowers towers,
            ImageDecoder decoder,
            Sounds sounds,
            VectorStore store,
            TenantId tenant,
            Semaphore decodes) {
        this.towers = towers;
        this.decoder = decoder;
        this.sounds = sounds;
        this.store = store;
        this.tenant = tenant;
        this.decodes = decodes;
    }

    Set<Modality> modalities() {
        return towers.modalities();
    }

    /** @param target where the query goes */
    Query query(Probe probe, Target target) {
        return switch (probe) {
            case Probe.Text(String text) -> new Query(towers.embed(text, tenant, target.heads()), Optional.empty());
            case Probe.Image(byte[] bytes) ->
                new Query(
                        towers.embed(Modality.IMAGE, pixels(bytes, target), tenant, target.heads()), Optional.empty());
            case Probe.Audio(byte[] bytes) ->
                new Query(
                        towers.embed(Modality.AUDIO, spectrogram(bytes, target), tenant, target.heads()),
                        Optional.empty());
            case Probe.Like(MediaId id) -> {
                MediaKey key = new MediaKey(tenant, id);
                yield new Query(stored(key, target), Optional.of(key));
            }
        };
    }

    private TowerInput pixels(byte[] bytes, Target target) {
        decodes.acquireUninterruptibly();
        try {
            RgbImage image = decoder.decode(bytes);
            return target.heads().model().prepare(image);
        } finally {
            decodes.release();
        }
    }

    private TowerInput spectrogram(byte[] bytes, Target target) {
        EmbeddingModel model = target.heads().model();
        AudioInput input = model.audioInput()
                .orElseThrow(() -> new ProblemException(
                        Reason.UNKNOWN_MODALITY, "the model can't embed queries of modality audio"));
        return model.prepare(sounds.beginning(bytes, input));
    }

    /** The vector of the item's picture, else of its sound, else of its caption: nothing is embedded again. */
    private Embedding stored(MediaKey key, Target target) {
        StoredMedia media = target.collection()
                .map(name -> store.get(name, List.of(key)).get(key))
                .orElseThrow(() -> new ProblemException(
                        Reason.UNKNOWN_ID, "there is no searchable item " + key.id() + " to find others like"));
        SearchEngine.requireRelease(target, media.release());
        return media.rows().stream()
                .min(Comparator.comparingInt((VectorRow row) -> LOOKS.indexOf(row.modality()))
                        .thenComparing(row -> TimedParts.start(row.part()).orElse(Duration.ZERO)))
                .map(VectorRow::vector)
                .orElseThrow();
    }
}
