package dev.weft.benchmarks.learning;

import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.benchmarks.mining.Catalog;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.PartKey;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.learning.TrainedHead;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.mining.batches.BatchMaker;
import dev.weft.mining.negatives.Miner;
import dev.weft.mining.negatives.MiningObserver;
import dev.weft.mining.negatives.MiningSettings;
import dev.weft.mining.negatives.PerceptualHash;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.mining.negatives.Yardstick;
import dev.weft.trainer.catalog.CatalogEntry;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.pool.PoolBuilder;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The demo catalog with a share of its families held out. The split is a function of a family's name, so each family gets a name that is in the split that
 * the fold wants it in. Miner and trainer then keep to it by their own rules.
 *
 * @param hashes of the catalog's pictures
 * @param number from 0
 * @param folds how many there are; each family is held out in one of them
 */
record Fold(DemoData demo, PictureHashes hashes, int number, int folds) {

    private static final int POOL = 1_024;
    private static final int SAMPLE = 2_000;

    boolean holdsOut(String family) {
        return Integer.parseInt(Sha256.ofText("fold of " + family).hex().substring(0, 6), 16) % folds == number;
    }

    private String named(String family) {
        Split wanted = holdsOut(family) ? Split.GATE : Split.TRAIN;
        return Stream.iterate(1, n -> n + 1)
                .map(n -> family + " " + n)
                .filter(name -> Split.of(name) == wanted)
                .findFirst()
                .orElseThrow();
    }

    private static MediaKey key(int picture) {
        return MediaKey.of("default", "picture-" + picture);
    }

    private CaptionedPicture picture(int place) {
        return demo.catalog().pictures().get(place);
    }

    /** What the miner finds in an index of all pictures and captions by the bundle's own heads. */
    List<ContrastiveBatch> mine() throws IOException {
        return mine(
                demo.catalog().images().base().orElseThrow(),
                demo.catalog().texts().base().orElseThrow());
    }

    /** What the miner finds while a release with these heads is live. */
    List<ContrastiveBatch> mine(TrainedHeads live) throws IOException {
        return mine(
                vectors(live.left(), demo.catalog().images()),
                vectors(live.right(), demo.catalog().texts()));
    }

    private static FeatureRows vectors(TrainedHead head, Side side) {
        return FeatureRows.of(
                head.embed(side, IntStream.range(0, side.features().rows()).toArray()));
    }

    /** Of the catalog's pictures, each computed when it is first asked for, for all folds. */
    static PictureHashes hashes(PictureSet catalog) {
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        return new PictureHashes(
                stored -> Optional.of(PerceptualHash.of(decoder.decode(catalog.pictures()
                        .get(Integer.parseInt(stored.uri().getPath().substring(1)))
                        .bytes()))),
                catalog.pictures().size());
    }

    private static StoredObject stored(int place, CaptionedPicture picture) {
        return new StoredObject(
                URI.create("bench:///" + place), Sha256.of(picture.bytes()), "image/png", picture.bytes().length);
    }

    private List<ContrastiveBatch> mine(FeatureRows images, FeatureRows texts) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-learning");
                VectorStore store = VectorStores.open("lucene:" + folder.path());
                Catalog catalog = new Catalog(store, images.dimension())) {
            for (int i = 0; i < demo.catalog().pictures().size(); i++) {
                CaptionedPicture picture = picture(i);
                catalog.add(
                        key(i).id().value(),
                        named(picture.family()),
                        picture.caption(),
                        Optional.of(stored(i, picture)),
                        row(images, i),
                        row(texts, demo.catalog().captions().get(i)));
            }
            catalog.write();
            return batches(
                    new Miner(
                            Catalog.RELEASE,
                            MiningSettings.defaults(),
                            0,
                            new Miner.Sources(store, catalog, catalog, hashes),
                            MiningObserver.none()),
                    catalog);
        }
    }

    private List<ContrastiveBatch> batches(Miner miner, Catalog catalog) {
        Optional<Yardstick> yardstick = miner.measure(SAMPLE, new Random(number));
        List<ContrastiveBatch> batches = new ArrayList<>();
        BatchMaker maker =
                new BatchMaker(Catalog.RELEASE, MiningSettings.defaults(), hashes, () -> "batch-" + batches.size());
        for (int from = 0; from < catalog.anchors().size(); from += POOL) {
            int to = Math.min(from + POOL, catalog.anchors().size());
            batches.addAll(maker.of(
                    miner.mine(catalog.anchors().subList(from, to), yardstick, Instant.EPOCH)
                            .pairs(),
                    yardstick,
                    Instant.EPOCH));
        }
        return batches;
    }

    private static Embedding row(FeatureRows rows, int row) {
        return Embedding.normalized(rows.gather(new int[] {row}));
    }

    /** As the trainer makes it of the catalog and of batches, with the general pairs. */
    TrainingData data(List<ContrastiveBatch> batches) {
        List<CatalogEntry> entries = IntStream.range(
                        0, demo.catalog().pictures().size())
                .mapToObj(i -> new CatalogEntry(
                        key(i),
                        named(picture(i).family()),
                        "",
                        picture(i).caption(),
                        Instant.EPOCH,
                        new PartKey(key(i), "image"),
                        i,
                        new PartKey(key(i), "caption"),
                        demo.catalog().captions().get(i)))
                .toList();
        PoolBuilder pool = new PoolBuilder(
                Modality.IMAGE,
                new dev.weft.trainer.catalog.Catalog(
                        entries,
                        demo.catalog().images().features(),
                        demo.catalog().texts().features()),
                frozen());
        batches.forEach(pool::add);
        return pool.build(Optional.of(demo.general())).orElseThrow().data();
    }

    private Frozen frozen() {
        return new Frozen() {
            @Override
            public List<Embedding> textFeatures(List<String> texts) {
                throw new UnsupportedOperationException("there are no queries of users here");
            }

            @Override
            public Side side(Modality modality, FeatureRows features) {
                return modality == Modality.IMAGE
                        ? demo.catalog().images()
                        : demo.catalog().texts();
            }
        };
    }
}
