package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseBundles;
import dev.weft.media.ObjectStores;
import dev.weft.reinference.Reinference;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.projecting.UnusableReleaseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Projections that say on the output of their process what they do, and take a moment for it, so that a test can end the process while it is at work:
 * {@link Rotation} for releases of the test's towers, and the lane with real ones for those of a bundle.
 */
final class ToldProjections implements ReleaseProjections {

    private static final String HEADS = "heads run for ";
    private static final String TOWERS = "towers run on ";
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final ReleaseProjections others;

    private ToldProjections(ReleaseProjections others) {
        this.others = others;
    }

    static ToldProjections ofRotations() {
        return new ToldProjections(release -> {
            throw new UnusableReleaseException(release.id() + " is of other towers", new IOException("no bundle"));
        });
    }

    /** @param folder in which {@link #objects} are */
    static ToldProjections withBundle(String bundle, Path folder) {
        InferenceOptions options = InferenceOptions.defaults();
        return new ToldProjections(new HeadProjections(
                new ReleaseBundles(EmbeddingModels.open(bundle, options), options),
                ObjectStores.open(objects(folder)),
                () -> {},
                RolloutRig.lane()));
    }

    /** Where a test puts what was uploaded. */
    static String objects(Path folder) {
        return "folder:" + folder.resolve("objects");
    }

    @Override
    public Projection open(Release release) throws UnusableReleaseException, IOException {
        Projection projection =
                release.contents().equals(RolloutRig.bundle()) ? Rotation.of(release) : others.open(release);
        return new Told(release, projection, projection.towers().map(Lane::new));
    }

    /** How often heads of a release were run, by the output of the process. */
    static long runs(List<String> output, ReleaseId release) {
        return output.stream().filter(line -> line.equals(HEADS + release)).count();
    }

    /** What towers were run on, by the output of the process. */
    static List<String> items(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith(TOWERS))
                .map(line -> line.substring(TOWERS.length()))
                .toList();
    }

    /** The version of an item, as {@link #items} has it. */
    static String version(MediaKey key, long version) {
        return key + " in version " + version;
    }

    private record Told(Release release, Projection heads, Optional<Reinference> towers) implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            System.out.println(HEADS + release.id());
            try {
                TimeUnit.MILLISECONDS.sleep(MOMENT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return heads.project(modality, features);
        }

        @Override
        public void close() {
            heads.close();
        }
    }

    private record Lane(Reinference towers) implements Reinference {

        @Override
        public List<Made> make(List<MediaItem> items) throws IOException, InterruptedException {
            items.forEach(item -> System.out.println(TOWERS + version(item.key(), item.version())));
            return towers.make(items);
        }

        @Override
        public Optional<String> problem() {
            return towers.problem();
        }

        @Override
        public void close() {
            towers.close();
        }
    }
}
