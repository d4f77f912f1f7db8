package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.e2e.Gateway.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is killed three times ends with exactly what was imported. */
class CrashTest {

    private static final int KILLS = 3;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldEndWithExactlyTheExpectedSetWhenKilledAtRandomMoments() throws Exception {
        importThroughKills(500);
    }

    @Test
    @Tag("soak")
    void shouldEndWithExactlyTheExpectedSetWhenKilledDuringALongImport() throws Exception {
        importThroughKills(2_000);
    }

    private void importThroughKills(int items) throws Exception {
        // given
        long seed = Long.getLong("weft.seed", System.nanoTime());
        System.out.println("weft.seed=" + seed);
        Random random = new Random(seed);
        List<DemoCatalog.Entry> entries = DemoCatalog.entries().subList(0, items);
        Path catalog = DemoCatalog.write(entries, folder);
        List<Integer> moments =
                random.ints(KILLS, 20, items - 100).sorted().boxed().toList();

        try (Standalone standalone = Standalone.start(Standalone.newDataFolder())) {
            // when
            for (int moment : moments) {
                Cli.Running running = new Cli(standalone.uri()).start("import", "--json", catalog.toString());
                awaitSearchable(standalone, moment, running);
                standalone.kill();
                running.kill();
                standalone.restart();
            }
            Cli.Result result = new Cli(standalone.uri()).run("import", "--json", catalog.toString());

            // then
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.json().path("complete").asBoolean()).isTrue();
            Map<String, Long> versions = statedVersions(standalone.gateway(), entries);
            assertThat(embeddedVersions(standalone)).isEqualTo(versions);
            assertThat(indexedVersions(standalone.gateway(), entries, "image")).isEqualTo(versions);
            assertThat(indexedVersions(standalone.gateway(), entries, "text")).isEqualTo(versions);
            assertThat(standalone
                            .gateway()
                            .stats()
                            .path("media")
                            .path("searchable")
                            .asInt())
                    .isEqualTo(items);
            assertThat(standalone.gateway().stats().path("index").path("rows").asInt())
                    .as("a row for each picture and each caption")
                    .isEqualTo(2 * items);
            assertThat(Topic.readAll(standalone.kafka(), "weft.dlq")).isEmpty();
        }
    }

    private static void awaitSearchable(Standalone standalone, int items, Cli.Running running) {
        Awaitility.await(items + " items are searchable")
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the import ended first", () -> !running.process().isAlive() && !reached(standalone, items))
                .until(() -> reached(standalone, items));
    }

    private static boolean reached(Standalone standalone, int items) throws IOException, InterruptedException {
        return standalone.gateway().stats().path("media").path("searchable").asInt() >= items;
    }

    /** What the gateway says of each item. */
    private static Map<String, Long> statedVersions(Gateway gateway, List<DemoCatalog.Entry> entries) throws Exception {
        Map<String, Long> versions = new TreeMap<>();
        for (DemoCatalog.Entry entry : entries) {
            JsonNode item = gateway.media(entry.id());
            assertThat(item.path("state").asText()).as(entry.id()).isEqualTo("searchable");
            versions.put(entry.id(), item.path("version").asLong());
        }
        return versions;
    }

    /** The newest version of each item on the topic of vectors, which holds no version twice. */
    private static Map<String, Long> embeddedVersions(Standalone standalone) throws Exception {
        ForeignReader reader = new ForeignReader(standalone.gateway());
        Map<String, Long> newest = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : Topic.readAll(standalone.kafka(), "weft.embeddings")) {
            GenericRecord embedded = reader.read(record.value());
            String id = embedded.get("mediaId").toString();
            long version = (Long) embedded.get("mediaVersion");
            newest.merge(id, version, Math::max);
            counts.merge(id + " " + version, 1, Integer::sum);
        }
        assertThat(counts.entrySet())
                .allSatisfy(
                        entry -> assertThat(entry.getValue()).as(entry.getKey()).isOne());
        return newest;
    }

    /** What searches find: one category after the other, since an answer holds at most 1,000 hits. Each item is found once. */
    private static Map<String, Long> indexedVersions(Gateway gateway, List<DemoCatalog.Entry> entries, String modality)
            throws Exception {
        Map<String, Long> found = new TreeMap<>();
        Set<String> categories =
                entries.stream().map(DemoCatalog.Entry::category).collect(Collectors.toSet());
        for (String category : categories) {
            ObjectNode query = Gateway.JSON.createObjectNode().put("text", "anything");
            query.putObject("filter").putArray("eq").add("category").add(category);
            for (Hit hit : gateway.search(query, 1000, modality)) {
                assertThat(found.put(hit.id(), hit.version()))
                        .as(hit.id() + " is found twice")
                        .isNull();
            }
        }
        return found;
    }
}
