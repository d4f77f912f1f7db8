package dev.weft.sink;

import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.events.KafkaSettings;
import dev.weft.sink.reconcile.Mode;
import dev.weft.sink.reconcile.Progress;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Report;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A process with a small heap that compares a real log with a store whose pages are made as they are asked for. */
final class ReconcileSmallHeap {

    static final int ITEMS = 200_000;
    private static final int EXTRA = ITEMS;
    private static final int MISSING = 70_001;
    private static final int ALSO_MISSING = 199_998;
    private static final int STALE = 123_456;

    private ReconcileSmallHeap() {}

    static String id(int number) {
        return "item-%06d".formatted(number);
    }

    /** Takes the broker's address, the prefix of the topics, the sink's group and a folder. */
    public static void main(String[] arguments) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(arguments[0], arguments[1], 3, (short) -1, Optional.empty(), Map.of());
        ReconcileSettings settings = new ReconcileSettings(
                Path.of(arguments[3]), 1 << 26, 64 << 10, 10_000_000, Duration.ofSeconds(30), 10, Optional.empty());
        Report report = SinkReconciler.of(
                        kafka, arguments[2], store(), TestObjects.RELEASE, OptionalInt.empty(), settings)
                .run(Mode.VERIFY, "small-heap", new Progress());
        System.out.println(
                "found " + report.found() + " of " + report.log().live() + " unchecked " + report.unchecked());
    }

    private static VectorStore store() {
        return (VectorStore) Proxy.newProxyInstance(
                VectorStore.class.getClassLoader(),
                new Class<?>[] {VectorStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "resolve" -> Optional.of(arguments[0]);
                    case "statistics" ->
                        new CollectionStatistics(
                                new CollectionSchema(TestObjects.RELEASE, 4), ITEMS - 1, 0, OptionalLong.empty());
                    case "scan" -> page((Optional<?>) arguments[1], (Integer) arguments[2]);
                    case "get" -> live((Collection<?>) arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static List<StoredVersion> page(Optional<?> after, int limit) {
        int next = after.map(key -> number((MediaKey) key) + 1).orElse(0);
        List<StoredVersion> page = new ArrayList<>();
        for (int i = next; i <= EXTRA && page.size() < limit; i++) {
            if (i != MISSING && i != ALSO_MISSING) {
                page.add(new StoredVersion(TestObjects.key(id(i)), i == STALE ? 1 : 2, false));
            }
        }
        return page;
    }

    /** As the pages say, without vectors: nobody looks at them here. */
    private static Map<MediaKey, StoredMedia> live(Collection<?> keys) {
        Map<MediaKey, StoredMedia> live = new HashMap<>();
        for (Object each : keys) {
            MediaKey key = (MediaKey) each;
            int number = number(key);
            if (number != MISSING && number != ALSO_MISSING) {
                int version = number == STALE ? 1 : 2;
                live.put(key, new StoredMedia(key, version, TestObjects.RELEASE, "", Attributes.NONE, List.of()));
            }
        }
        return live;
    }

    private static int number(MediaKey key) {
        return Integer.parseInt(key.id().toString().substring("item-".length()));
    }
}
