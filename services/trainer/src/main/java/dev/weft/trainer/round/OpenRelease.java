package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.trainer.judge.Contender;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import java.io.IOException;
import java.util.List;

/**
 * A release that can be measured. Whoever got it closes it.
 *
 * @param sets with features of its own towers
 * @param absent how many items of the catalog its towers can't embed
 * @param closeTowers is called once its heads are closed
 */
record OpenRelease(Release release, Heads heads, List<JudgedSet> sets, int absent, Runnable closeTowers)
        implements AutoCloseable {

    /**
     * One that has the towers of the release that others are held against.
     *
     * @throws dev.weft.inference.ModelBundleException if its heads can't be run here
     * @throws IOException if a file can't be read now
     */
    static OpenRelease onBase(BaseCatalog base, Release release, GateSets sets) throws IOException {
        return new OpenRelease(release, base.towers().heads(release), sets.ofBase(), 0, () -> {});
    }

    Contender contender() {
        return Contender.of(release.id().toString(), sets, heads);
    }

    @Override
    public void close() {
        heads.close();
        closeTowers.run();
    }
}
