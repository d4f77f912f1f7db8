package dev.weft.gateway.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Feedback;
import dev.weft.core.MediaKey;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.MediaTable;
import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FeedbackDeskTest {

    private static final Feedback FEEDBACK = new Feedback(
            "q-1",
            Feedback.Label.CLICKED,
            new Feedback.Query.Text("apple"),
            MediaKey.of("default", "apple-1"),
            Optional.empty(),
            "",
            Instant.EPOCH);

    @Test
    void shouldRefuseMoreThanATenantMaySendInAMinute() {
        // given a table that isn't live: what is within the limit gets as far as asking it
        EventCodecs codecs = EventCodecs.open(KafkaSettings.at("localhost:9092"));
        FeedbackDesk desk = new FeedbackDesk(
                new MediaTable(new TenantId("default"), codecs),
                codecs.feedback(),
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()),
                "weft.feedback",
                3);

        // when
        List<ProblemReason> answers =
                IntStream.range(0, 5).mapToObj(_ -> refusal(desk)).toList();

        // then
        assertThat(answers)
                .containsExactly(
                        StandardReason.UNAVAILABLE,
                        StandardReason.UNAVAILABLE,
                        StandardReason.UNAVAILABLE,
                        Reason.TOO_MANY_REQUESTS,
                        Reason.TOO_MANY_REQUESTS);
    }

    private static ProblemReason refusal(FeedbackDesk desk) {
        try {
            var _ = desk.take(FEEDBACK);
            throw new AssertionError("feedback was taken although the table is not live");
        } catch (ProblemException e) {
            return e.reason();
        }
    }
}
