package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import dev.weft.reinference.Reinference;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundInputs;
import dev.weft.trainer.round.TowerInputs;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo, with the heads that releases have among these files. */
record DemoInputs(Demo demo, ReleaseFiles files) implements RoundInputs, TowerInputs {

    @Override
    public Heads heads(Release release) throws IOException {
        return release.contents().heads().isEmpty()
                ? Heads.ofBundle()
                : Heads.of(ReleaseHeads.open(demo.model(), release, files::read));
    }

    @Override
    public CatalogSnapshot catalog(List<Release> releases) {
        return demo.catalog(releases);
    }

    /** Only the demo's: other bundles are those of {@link TowersFromElsewhereTest}. */
    @Override
    public TowerInputs towers(Release release) {
        new ReleaseBundles(demo.model(), InferenceOptions.defaults())
                .openOther(release)
                .ifPresent(EmbeddingModel::close);
        return this;
    }

    @Override
    public List<ContrastiveBatch> batches(Release live, Instant now) {
        return demo.batches(live, now);
    }

    @Override
    public Frozen frozen() {
        return demo.frozen();
    }

    @Override
    public Map<Modality, byte[]> bundleHeads() {
        return demo.bundleHeads();
    }

    @Override
    public Replay replay() {
        return demo.replay();
    }

    @Override
    public Optional<JudgedSet> guard() {
        return demo.guard();
    }

    @Override
    public Reinference lane() {
        throw new AssertionError("nothing is to be made");
    }

    @Override
    public void close() {}
}
