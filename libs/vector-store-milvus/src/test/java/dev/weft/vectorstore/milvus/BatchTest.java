package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.WriteOutcome.APPLIED;
import static dev.weft.vectorstore.WriteOutcome.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.AttributeValue;
import dev.weft.core.Modality;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is decided without a server: collapsing, losers, and splitting into requests. */
final class BatchTest {

    private static final RowWriter ROWS = new RowWriter(SCHEMA.dimension(), VectorFormat.FLOAT, Clock.systemUTC());

    @Test
    void shouldWriteEachItemOnceAndTheNewestOfIt() {
        Mutation newest = put("shoe", 4, image(1, 0, 0, 0));

        Batch batch = new Batch(
                writes(put("shoe", 2, image(1, 0, 0, 0)), delete("shoe", 3), put("shoe", 3, image(1, 0, 0, 0)), newest),
                Map.of());

        assertThat(batch.outcomes()).containsExactly(APPLIED, APPLIED, STALE, APPLIED);
        assertThat(batch.writes()).extracting(Write::mutation).containsExactly(newest);
    }

    @Test
    void shouldWriteNothingThatIsKnownToBeStale() {
        Batch batch = new Batch(
                writes(put("shoe", 2, image(1, 0, 0, 0)), delete("shoe", 1)),
                Map.of("default/shoe", seen(delete("shoe", 2))));

        assertThat(batch.outcomes()).containsExactly(STALE, STALE);
        assertThat(batch.writes()).isEmpty();
        assertThat(batch.items()).hasSize(1);
    }

    @Test
    void shouldRemoveOlderVersionsAndPartsThatTheWrittenVersionLacks() {
        Mutation old = put("shoe", 1, image(1, 0, 0, 0));
        Mutation earlier = put("shoe", 2, image(1, 0, 0, 0), caption(1, 0, 0, 0));
        Write written = write(put("shoe", 2, image(0, 1, 0, 0)));

        List<String> losers =
                seen(old, earlier).losers(written.mutation(), written.rows().keys());

        assertThat(losers)
                .containsExactlyInAnyOrder(RowKey.of(key("shoe"), 1, "image"), RowKey.of(key("shoe"), 2, "caption"));
    }

    @Test
    void shouldRemoveWhatWasWrittenWhenSomethingNewerIsThere() {
        Write written = write(put("shoe", 2, image(0, 1, 0, 0)));
        ItemState state = seen(written.mutation(), delete("shoe", 2));

        assertThat(state.isNewerThan(written.mutation())).isTrue();
        assertThat(state.losers(written.mutation(), written.rows().keys()))
                .isEqualTo(written.rows().keys());
    }

    @Test
    void shouldSplitAtRowsAndBytesAndKeepItemsTogether() {
        RowWriter.Rows small = write(put("a", 1, image(1, 0, 0, 0))).rows();
        RowWriter.Rows pair =
                write(put("b", 1, image(1, 0, 0, 0), caption(1, 0, 0, 0))).rows();

        assertThat(Requests.split(List.of(small, pair, small, pair), limits(3, 1 << 20)))
                .containsExactly(List.of(small, pair), List.of(small, pair));
        assertThat(Requests.split(List.of(small, pair, small), limits(1, 1 << 20)))
                .containsExactly(List.of(small), List.of(pair), List.of(small));
        assertThat(Requests.split(List.of(small, small, small), limits(100, 2 * (int) small.bytes())))
                .containsExactly(List.of(small, small), List.of(small));
        assertThat(Requests.split(List.of(), limits(1, 1))).isEmpty();
    }

    @Test
    void shouldNeverCountLessThanARequestTakes() {
        Mutation.Put put = put("shoe", 1, image(1, 2, 3, 4));
        RowWriter.Rows rows = ROWS.rows(put);

        assertThat(rows.bytes())
                .isGreaterThanOrEqualTo(
                        RowColumns.request("catalog", rows.make().get(), VectorFormat.FLOAT)
                                .build()
                                .getSerializedSize());
    }

    @Test
    void shouldRefuseWhatTheServerCouldNotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> ROWS.rows(put("shoe", -1, image(1, 0, 0, 0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ROWS.rows(put("shoe", 1, Items.row("p".repeat(600), Modality.IMAGE, 1, 0, 0, 0))))
                .withMessageContaining("part");
        String random = new Random(1)
                .ints(200_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ROWS.rows(put("shoe", Map.of("text", AttributeValue.of(random)))))
                .withMessageContaining("default/shoe")
                .withMessageContaining("65535");
    }

    private static MilvusSettings.Limits limits(int rows, int bytes) {
        MilvusSettings.Limits usual = MilvusSettings.parse("http://localhost").limits();
        return new MilvusSettings.Limits(bytes, rows, usual.connect(), usual.deadline(), usual.load());
    }

    private static List<Write> writes(Mutation... mutations) {
        return Arrays.stream(mutations).map(BatchTest::write).toList();
    }

    private static Write write(Mutation mutation) {
        return new Write(mutation, ROWS.rows(mutation));
    }

    private static ItemState seen(Mutation... mutations) {
        return new ItemState(Arrays.stream(mutations)
                .flatMap(mutation -> ROWS.rows(mutation).keys().stream()
                        .map(key -> new RowId(
                                key,
                                mutation.key().toString(),
                                mutation.version(),
                                mutation instanceof Mutation.Delete)))
                .toList());
    }
}
