package dev.weft.miner;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Backoff;
import dev.weft.core.running.Ranges;
import dev.weft.events.KafkaSettings;
import dev.weft.mining.negatives.MiningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The miner's configuration, checked.
 *
 * @param release that is live while the log of releases names none
 */
record MinerSettings(
        KafkaSettings kafka,
        String vectorStore,
        String objectStore,
        ReleaseId release,
        Running running,
        Measuring measuring,
        MiningSettings mining) {

    private static final Ranges RANGES = new Ranges("weft.miner.");

    /** How it runs: see {@link MinerConfig}. */
    record Running(
            boolean continuous,
            String groupId,
            String transactionalId,
            Duration transactionTimeout,
            Path state,
            int standbyReplicas,
            int pool,
            Duration linger,
            Duration patience,
            Backoff backoff) {}

    /** What is measured and told: see {@link MinerConfig}. */
    record Measuring(int sample, Duration remeasure, double auditShare) {}

    MinerSettings {
        if (running.groupId().isBlank()) {
            throw new IllegalArgumentException("weft.miner.group-id must not be blank");
        }
        RANGES.require(
                "transaction-timeout", running.transactionTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        RANGES.require("standby-replicas", running.standbyReplicas(), 0, 5);
        RANGES.require("pool", running.pool(), 32, 100_000);
        RANGES.require("linger", running.linger(), Duration.ZERO, Duration.ofHours(1));
        RANGES.require("patience", running.patience(), Duration.ZERO, Duration.ofHours(1));
        RANGES.require(
                "retry-initial",
                running.backoff().initial(),
                Duration.ofMillis(1),
                running.backoff().max());
        RANGES.require("sample", measuring.sample(), 30, 100_000);
        RANGES.require("remeasure", measuring.remeasure(), Duration.ofSeconds(1), Duration.ofDays(7));
        RANGES.require("hits", mining.hits(), 10, 1_000);
        RANGES.require("per-direction", mining.perDirection(), 1, 16);
        RANGES.require("confusables", mining.confusables(), 0, 100);
        if (!(measuring.auditShare() >= 0 && measuring.auditShare() <= 1)) {
            throw new IllegalArgumentException("weft.miner.audit-share must be 0 to 1, got " + measuring.auditShare());
        }
        if (mining.margin() > 10 || mining.density() > 100) {
            throw new IllegalArgumentException(
                    "weft.miner.margin must be up to 10 and weft.miner.density up to 100, got " + mining.margin()
                            + " and " + mining.density());
        }
    }

    /**
     * @param shared the value of a key that services share, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range
     */
    static MinerSettings read(MinerConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        return new MinerSettings(
                KafkaSettings.from(shared, names),
                shared.apply("weft.vector-store").orElse("lucene:data/index"),
                shared.apply("weft.object-store").orElse("folder:data/objects"),
                ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1")),
                new Running(
                        own.continuous(),
                        own.groupId(),
                        own.transactionalId().orElseGet(() -> own.groupId() + "-" + UUID.randomUUID()),
                        own.transactionTimeout(),
                        Path.of(own.state()),
                        own.standbyReplicas(),
                        own.pool(),
                        own.linger(),
                        own.patience(),
                        new Backoff(own.retryInitial(), Duration.ofSeconds(10))),
                new Measuring(own.sample(), own.remeasure(), own.auditShare()),
                new MiningSettings(
                        own.hits(),
                        own.ranks(),
                        own.margin(),
                        own.ratio(),
                        own.hashDistance(),
                        own.different(),
                        own.alike(),
                        own.perDirection(),
                        own.confusables(),
                        own.density(),
                        own.poorWeight(),
                        own.without().orElse(Set.of())));
    }

    /** The group that mines this release with these settings: another release or other settings begin with all anchors again. */
    String groupOf(ReleaseId live) {
        return running.groupId() + "-" + live.collection() + "-"
                + mining.hash().hex().substring(0, 8);
    }
}
