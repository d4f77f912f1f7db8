package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.MediaItem;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.KafkaExtension;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A miner that dies at any moment loses no pair and writes none twice. */
@ExtendWith(KafkaExtension.class)
class KilledMinerTest {

    private static final int ITEMS = 900;
    private static final int DEATHS = 3;

    @TempDir
    Path folder;

    @Test
    void shouldHaveEveryPairInOneBatchWhenKilledAgainAndAgain(KafkaSettings kafka) throws Exception {
        // given
        String uri = "lucene:" + folder.resolve("index");
        List<MediaItem> items = MinerRig.items(ITEMS);
        try (VectorStore index = VectorStores.open(uri)) {
            MinerRig.createCollection(index);
            MinerRig.index(index, items);
        }
        try (MinerRig rig = new MinerRig(kafka)) {
            rig.upload(items);
            rig.embed(items);

            // when
            int unfinished = 0;
            for (int death = 0; death < DEATHS; death++) {
                int before = rig.batches().size();
                try (JavaProcess miner = start(kafka, uri)) {
                    await().atMost(MinerRig.PATIENCE).until(() -> rig.batches().size() > before || isDone(rig));
                    miner.kill();
                }
                unfinished += isDone(rig) ? 0 : 1;
            }
            try (JavaProcess _ = start(kafka, uri)) {
                await().atMost(MinerRig.PATIENCE).until(() -> isDone(rig));
            }

            // then
            assertThat(unfinished).as("those that died before all was done").isPositive();
            assertThat(rig.pairs())
                    .extracting(ContrastiveBatch.Pair::media)
                    .doesNotHaveDuplicates()
                    .hasSize(ITEMS);
            assertThat(rig.deadLetters()).isEmpty();
        }
    }

    private static boolean isDone(MinerRig rig) {
        return rig.pairs().size() >= ITEMS;
    }

    private JavaProcess start(KafkaSettings kafka, String uri) {
        return JavaLaunch.of(MinerMain.class)
                .options("-Xmx256m", "--enable-native-access=ALL-UNNAMED")
                .arguments(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.partitions(), uri, folder)
                .start();
    }
}
