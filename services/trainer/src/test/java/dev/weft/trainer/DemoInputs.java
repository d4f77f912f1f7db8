package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.ReleaseHeads;
import dev.weft.learning.PairSet;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundInputs;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo, with the heads that releases have among these files. */
record DemoInputs(Demo demo, ReleaseFiles files) implements RoundInputs {

    @Override
    public Heads heads(Release release) throws IOException {
        return release.contents().heads().isEmpty()
                ? Heads.ofBundle()
                : Heads.of(ReleaseHeads.open(demo.model(), release, files::read));
    }

    @Override
    public Optional<Catalog> catalog(Release live) {
        return demo.catalog(live);
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
    public Optional<PairSet> replay() {
        return demo.replay();
    }

    @Override
    public Optional<JudgedSet> guard() {
        return demo.guard();
    }
}
