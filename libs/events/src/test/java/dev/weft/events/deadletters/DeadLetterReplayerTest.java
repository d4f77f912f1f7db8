package dev.weft.events.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.core.TenantId;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.DeadLetters;
import dev.weft.events.EventCodecs;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import dev.weft.events.deadletters.ReplayRequest.Effect;
import dev.weft.events.deadletters.ReplayRequest.Repeat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterReplayerTest {

    private static final String KEY = "default/a";

    private final Letters letters = new Letters(1);
    private final String media = letters.settings.topics().media();
    private final DeadLetterReplayer replayer = replayer(letters.codecs);

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void shouldWriteTheRecordAsItWasWhenReplayed() {
        // given
        byte[] value = letters.media("a", 1);
        long origin = letters.write(media, 0, KEY, value).offset();
        DeadLetterId id = letters.bury(0, letters.letter(KEY, value, origin, Letters.NOW));

        // when
        ReplayOutcome outcome = replay(Repeat.SKIP, Effect.REPLAY, id).getFirst();

        // then
        assertThat(outcome.result()).isEqualTo(Result.REPLAYED);
        ConsumerRecord<byte[], byte[]> copy = letters.media().getLast();
        assertThat(copy.offset()).isEqualTo(origin + 1);
        assertThat(copy.key()).isEqualTo(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(copy.value()).isEqualTo(value);
        assertThat(copy.headers().lastHeader("traceparent").value()).containsExactly(1, 2);
        assertThat(DeadLetters.attemptOf(copy)).isEqualTo(2);
        assertThat(copy.headers().lastHeader(DeadLetters.REPLAY_OF_HEADER).value())
                .isEqualTo(id.toString().getBytes(StandardCharsets.US_ASCII));
        assertThat(new ReplayMarkers(letters.settings, letters.codecs).find(List.of(id)))
                .containsOnly(
                        Map.entry(id, new DeadLetterReplay(id, 2, Letters.NOW, "maria", media, 0, copy.offset())));
    }

    @Test
    void shouldRefuseALetterThatHasOnlyTheBeginningOfItsRecord() {
        // given
        ConsumerRecord<byte[], byte[]> large =
                new ConsumerRecord<>(media, 0, 0, KEY.getBytes(StandardCharsets.UTF_8), new byte[50_000]);
        Refusal refusal = new Refusal(Stage.READ, "bad_magic", new IllegalArgumentException("no magic"));
        ProducerRecord<String, byte[]> cut = new DeadLetterRecords(
                        letters.settings.topics().deadLetters(), letters.codecs.deadLetters(), 10_000)
                .of(large, refusal, Letters.RELEASE);
        letters.write(media, 0, KEY, new byte[0]);
        DeadLetterId id = letters.bury(0, cut.value());

        // when
        ReplayOutcome outcome = replay(Repeat.SKIP, Effect.REPLAY, id).getFirst();

        // then
        assertThat(outcome.result()).isEqualTo(Result.REFUSED);
        assertThat(outcome.detail()).contains("beginning", "50009 bytes");
        assertThat(letters.media()).hasSize(1);
    }

    @Test
    void shouldReplayAProjectionBesideTheItemsOwnRecordAndNotOverANewerProjection() {
        // given
        String topic = letters.settings.topics().embeddings();
        ReleaseId second = new ReleaseId("catalog", 2);
        String covered = "default/covered@catalog@2";
        String alone = "default/alone@catalog@2";
        byte[] older = letters.embedded("covered", 1, second);
        byte[] value = letters.embedded("alone", 1, second);
        long coveredAt = letters.write(topic, 0, covered, older).offset();
        long aloneAt = letters.write(topic, 0, alone, value).offset();
        letters.write(topic, 0, covered, letters.embedded("covered", 2, second));
        letters.write(topic, 0, "default/alone", letters.embedded("alone", 2, Letters.RELEASE));
        DeadLetterId coveredId = buried(topic, covered, older, coveredAt);
        DeadLetterId aloneId = buried(topic, alone, value, aloneAt);

        // when
        List<ReplayOutcome> outcomes = replay(Repeat.SKIP, Effect.REPLAY, coveredId, aloneId);

        // then
        assertThat(outcomes).extracting(ReplayOutcome::result).containsExactly(Result.SUPERSEDED, Result.REPLAYED);
        assertThat(letters.all(topic)).last().satisfies(copy -> {
            assertThat(copy.key()).isEqualTo(alone.getBytes(StandardCharsets.UTF_8));
            assertThat(copy.value()).isEqualTo(value);
        });
    }

    private DeadLetterId buried(String topic, String key, byte[] value, long offset) {
        return letters.bury(
                0,
                Letters.from(
                        letters.letter(key, value, offset, Letters.NOW),
                        new DeadLetter.Origin(topic, 0, offset, Letters.NOW)));
    }

    @Test
    void shouldDoNothingWhenReplayedTwice() {
        DeadLetterId id = buried(1);
        replay(Repeat.SKIP, Effect.REPLAY, id);

        List<ReplayOutcome> second = replay(Repeat.SKIP, Effect.REPLAY, id);

        assertThat(second).extracting(ReplayOutcome::result).containsExactly(Result.ALREADY_REPLAYED);
        assertThat(letters.media()).hasSize(2);
    }

    @Test
    void shouldWriteAnotherCopyWhenAskedToReplayAgain() {
        DeadLetterId id = buried(1);
        replay(Repeat.SKIP, Effect.REPLAY, id);

        List<ReplayOutcome> second = replay(Repeat.AGAIN, Effect.REPLAY, id);

        assertThat(second).extracting(ReplayOutcome::result).containsExactly(Result.REPLAYED);
        assertThat(letters.media()).hasSize(3);
        assertThat(DeadLetters.attemptOf(letters.media().getLast())).isEqualTo(2);
    }

    @Test
    void shouldWriteNothingWhenItIsADryRun() {
        DeadLetterId id = buried(1);

        List<ReplayOutcome> outcomes = replay(Repeat.SKIP, Effect.DRY_RUN, id);

        assertThat(outcomes).extracting(ReplayOutcome::result).containsExactly(Result.REPLAYABLE);
        assertThat(letters.media()).hasSize(1);
        assertThat(letters.all(letters.settings.topics().replays())).isEmpty();
    }

    @Test
    void shouldRefuseToCoverANewerVersionWhenTheItemHasOne() {
        DeadLetterId id = buried(1);
        letters.write(media, 0, KEY, letters.media("a", 2));
        letters.write(media, 0, "default/b", letters.media("b", 1));

        ReplayOutcome outcome = replay(Repeat.SKIP, Effect.REPLAY, id).getFirst();

        assertThat(outcome.result()).isEqualTo(Result.SUPERSEDED);
        assertThat(outcome.detail()).contains("@1 with version 2");
        assertThat(letters.media()).hasSize(3);
    }

    @Test
    void shouldReplayWhenOnlyOlderVersionsCameLater() {
        DeadLetterId id = buried(5);
        letters.write(media, 0, KEY, letters.media("a", 4));

        assertThat(replay(Repeat.SKIP, Effect.REPLAY, id))
                .extracting(ReplayOutcome::result)
                .containsExactly(Result.REPLAYED);
    }

    @Test
    void shouldRefuseToCoverAnythingWhenNobodyCanTellTheVersion() {
        // given (poison, then a good record of the same key)
        byte[] poison = {9, 9, 9, 9, 9, 9};
        long origin = letters.write(media, 0, KEY, poison).offset();
        DeadLetterId id = letters.bury(0, letters.letter(KEY, poison, origin, Letters.NOW));
        letters.write(media, 0, KEY, letters.media("a", 1));

        // then
        assertThat(replay(Repeat.SKIP, Effect.REPLAY, id))
                .extracting(ReplayOutcome::result)
                .containsExactly(Result.SUPERSEDED);
    }

    @Test
    void shouldRefuseToCoverAnotherReleasesVectorsWhenTheyAreOfTheSameVersion() {
        // given (one key, one version, two releases: compaction would keep only the last)
        String topic = letters.settings.topics().embeddings();
        byte[] first = letters.embedded("a", 3, new ReleaseId("catalog", 1));
        long origin = letters.write(topic, 0, KEY, first).offset();
        DeadLetterId id = letters.bury(
                0,
                Letters.from(
                        letters.letter(KEY, first, origin, Letters.NOW),
                        new DeadLetter.Origin(topic, 0, origin, Letters.NOW)));
        letters.write(topic, 0, KEY, letters.embedded("a", 3, new ReleaseId("catalog", 2)));

        // then
        assertThat(replay(Repeat.SKIP, Effect.REPLAY, id))
                .extracting(ReplayOutcome::result)
                .containsExactly(Result.SUPERSEDED);
    }

    @Test
    void shouldPutANewerVersionBackWhenItCameBetweenTheLookAndTheCopy() {
        // given
        DeadLetterId id = buried(1);
        EventCodecs racing =
                new Interposed(letters.codecs, 2, () -> letters.write(media, 0, KEY, letters.media("a", 2)));

        // when
        ReplayOutcome outcome = replayer(racing)
                .replay(Viewer.operator(), request(Repeat.SKIP, Effect.REPLAY, id))
                .getFirst();

        // then (the original, the newer one, the copy, and the newer one again)
        assertThat(letters.media())
                .extracting(ConsumerRecord::value)
                .containsExactly(
                        letters.media("a", 1), letters.media("a", 2), letters.media("a", 1), letters.media("a", 2));
        assertThat(outcome.result()).isEqualTo(Result.SUPERSEDED);
    }

    @Test
    void shouldPutAGoodRecordBackOnceWhenItCameBeforeTheCopyOfPoison() {
        // given
        byte[] poison = {9, 9, 9, 9, 9, 9};
        long origin = letters.write(media, 0, KEY, poison).offset();
        DeadLetterId id = letters.bury(0, letters.letter(KEY, poison, origin, Letters.NOW));
        byte[] good = letters.media("a", 1);
        EventCodecs racing = new Interposed(letters.codecs, 2, () -> letters.write(media, 0, KEY, good));

        // when
        replayer(racing).replay(Viewer.operator(), request(Repeat.SKIP, Effect.REPLAY, id));

        // then
        assertThat(letters.media()).extracting(ConsumerRecord::value).containsExactly(poison, good, poison, good);
    }

    @Test
    void shouldLookAtAllOfThePartitionWhenTheOriginsOffsetIsAbsurd() {
        letters.write(media, 0, KEY, letters.media("a", 2));
        DeadLetter letter = letters.letter(KEY, letters.media("a", 1), 0, Letters.NOW);
        for (long offset : new long[] {Long.MIN_VALUE, -1, 1, Long.MAX_VALUE}) {
            DeadLetterId id =
                    letters.bury(0, Letters.from(letter, new DeadLetter.Origin(media, 0, offset, Letters.NOW)));

            assertThat(replay(Repeat.SKIP, Effect.REPLAY, id))
                    .as("offset %d", offset)
                    .extracting(ReplayOutcome::result)
                    .containsExactly(Result.SUPERSEDED);
        }
    }

    @Test
    void shouldDeliverOnceMoreAtMostWhenTheMarkerWasNotWritten() {
        // given
        DeadLetterId id = buried(1);
        DeadLetterReplayer crashing = replayer(letters.codecs, new Crash());
        assertThatThrownBy(() -> crashing.replay(Viewer.operator(), request(Repeat.SKIP, Effect.REPLAY, id)))
                .isInstanceOf(IllegalStateException.class);

        // when
        List<ReplayOutcome> after = replay(Repeat.SKIP, Effect.REPLAY, id);
        replay(Repeat.SKIP, Effect.REPLAY, id);

        // then (the original, the copy without a marker, and one more)
        assertThat(after).extracting(ReplayOutcome::result).containsExactly(Result.REPLAYED);
        assertThat(letters.media()).hasSize(3).extracting(ConsumerRecord::value).containsOnly(letters.media("a", 1));
    }

    @Test
    void shouldRefuseWhenTheOriginIsNotATopicOfOurs() {
        DeadLetter letter = letters.letter(KEY, letters.media("a", 1), 0, Letters.NOW);
        DeadLetterId foreign = letters.bury(
                0,
                Letters.from(
                        letter, new DeadLetter.Origin(letters.settings.topics().status(), 0, 0, Letters.NOW)));
        DeadLetterId beyond = letters.bury(0, Letters.from(letter, new DeadLetter.Origin(media, 77, 0, Letters.NOW)));

        assertThat(replay(Repeat.SKIP, Effect.REPLAY, foreign, beyond))
                .extracting(ReplayOutcome::result)
                .containsExactly(Result.REFUSED, Result.REFUSED);
        assertThat(letters.all(letters.settings.topics().status())).isEmpty();
    }

    @Test
    void shouldKnowNothingWhenTheLetterIsAnotherTenants() {
        DeadLetterId id = buried(1);

        List<ReplayOutcome> outcomes = replayer.replay(
                Viewer.of(new TenantId("other")), request(Repeat.SKIP, Effect.REPLAY, id, new DeadLetterId(0, 99)));

        assertThat(outcomes).extracting(ReplayOutcome::result).containsExactly(Result.UNKNOWN, Result.UNKNOWN);
        assertThat(outcomes).extracting(ReplayOutcome::detail).containsOnly("there is no such dead letter");
        assertThat(letters.media()).hasSize(1);
    }

    @Test
    void shouldReplayEachWhenThereAreMoreThanAGroup() {
        // given
        DeadLetterId[] ids = new DeadLetterId[250];
        for (int i = 0; i < ids.length; i++) {
            byte[] value = letters.media("i" + i, 1);
            long origin = letters.write(media, 0, "default/i" + i, value).offset();
            ids[i] = letters.bury(0, letters.letter("default/i" + i, value, origin, Letters.NOW));
        }

        // when
        List<ReplayOutcome> outcomes = replay(Repeat.SKIP, Effect.REPLAY, ids);

        // then
        assertThat(outcomes).extracting(ReplayOutcome::letter).containsExactly(ids);
        assertThat(outcomes).extracting(ReplayOutcome::result).containsOnly(Result.REPLAYED);
        assertThat(letters.media()).hasSize(500);
    }

    private DeadLetterId buried(long version) {
        byte[] value = letters.media("a", version);
        long origin = letters.write(media, 0, KEY, value).offset();
        return letters.bury(0, letters.letter(KEY, value, origin, Letters.NOW));
    }

    private List<ReplayOutcome> replay(Repeat repeat, Effect effect, DeadLetterId... ids) {
        return replayer.replay(Viewer.operator(), request(repeat, effect, ids));
    }

    private static ReplayRequest request(Repeat repeat, Effect effect, DeadLetterId... ids) {
        return new ReplayRequest(List.of(ids), "maria", repeat, effect);
    }

    private DeadLetterReplayer replayer(EventCodecs codecs) {
        return replayer(codecs, Clock.fixed(Letters.NOW, ZoneOffset.UTC));
    }

    private DeadLetterReplayer replayer(EventCodecs codecs, Clock clock) {
        return new DeadLetterReplayer(
                letters.settings,
                codecs,
                Set.of(media, letters.settings.topics().embeddings()),
                clock);
    }

    /** The time is asked for between the copy and its marker: where a crash leaves the one without the other. */
    private static final class Crash extends Clock {
        @Override
        public Instant instant() {
            throw new IllegalStateException("crash");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
