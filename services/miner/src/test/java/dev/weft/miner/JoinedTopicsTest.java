package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.testkit.KafkaExtension;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class JoinedTopicsTest {

    @Test
    void shouldRefuseToJoinTopicsOfDifferentPartitions(KafkaSettings kafka) throws Exception {
        TopicProvisioner.ensure(kafka, Duration.ofSeconds(30));
        assertThatCode(() -> JoinedTopics.requireEqualPartitions(kafka)).doesNotThrowAnyException();

        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            admin.createPartitions(Map.of(kafka.topics().feedback(), NewPartitions.increaseTo(7)))
                    .all()
                    .get();
        }

        // A broker tells of new partitions a moment later.
        await().untilAsserted(() -> assertThatIllegalStateException()
                .isThrownBy(() -> JoinedTopics.requireEqualPartitions(kafka))
                .withMessageContainingAll("feedback=7", "media=3"));
    }
}
