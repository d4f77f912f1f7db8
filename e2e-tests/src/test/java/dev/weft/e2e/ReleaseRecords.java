package dev.weft.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** Puts releases on {@code weft.releases}, with their files in the object store, as a trainer in another process would: the model's own heads under other numbers. */
final class ReleaseRecords {

    private static final String TOPIC = "weft.releases";
    private static final String TENANT = "default";

    private final Standalone standalone;
    private final ConsumerRecord<byte[], byte[]> first;
    private final ForeignReader reader;

    ReleaseRecords(Standalone standalone) {
        this.standalone = standalone;
        this.reader = new ForeignReader(standalone.gateway());
        this.first = Awaitility.await("the first release")
                .until(() -> Topic.readAll(standalone.kafka(), TOPIC), records -> !records.isEmpty())
                .getFirst();
    }

    /** A release that was learnt against the first one and rejected. Files are given by their names. */
    void reject(int number, String reason, String by, Map<String, String> files) throws Exception {
        GenericRecord release = reader.read(first.value());
        Instant now = Instant.now();
        release.put("number", number);
        release.put("parent", 1);
        release.put("revision", 1);
        release.put("state", symbol(release.getSchema().getField("state").schema(), "REJECTED"));
        release.put("reason", reason);
        release.put("by", by);
        release.put("files", stored(release.getSchema().getField("files").schema(), files));
        release.put("createdAt", micros(now.minus(12, ChronoUnit.MINUTES)));
        release.put("changedAt", micros(now.minus(1, ChronoUnit.MINUTES)));
        Topic.send(
                standalone.kafka(),
                TOPIC,
                release.get("space") + "@" + number,
                ForeignReader.write(first.value(), release));
    }

    private Map<String, GenericRecord> stored(Schema map, Map<String, String> files) throws Exception {
        Map<String, GenericRecord> stored = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] bytes = file.getValue().getBytes(UTF_8);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Path folder = standalone.objects().resolve(Path.of(TENANT, sha256.substring(0, 2), sha256.substring(2, 4)));
            Files.write(Files.createDirectories(folder).resolve(sha256), bytes);
            stored.put(
                    file.getKey(),
                    new GenericRecordBuilder(map.getValueType())
                            .set("uri", "object:///" + TENANT + "/" + sha256)
                            .set("sha256", sha256)
                            .set("sizeBytes", (long) bytes.length)
                            .build());
        }
        return stored;
    }

    private static GenericData.EnumSymbol symbol(Schema states, String name) {
        return new GenericData.EnumSymbol(states, name);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
