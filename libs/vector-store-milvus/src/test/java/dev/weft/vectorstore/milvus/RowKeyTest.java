package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeyTest {

    private static final MediaKey SHOE = MediaKey.of("a.b", "x~y-1_2");

    @ParameterizedTest
    @ValueSource(strings = {"image", "!", "a!0000000000000000009!", " ", "naïve \"part\"\n"})
    void shouldTellItemAndVersionWhateverThePartIsCalled(String part) {
        String key = RowKey.of(SHOE, Long.MAX_VALUE, part);

        assertThat(RowKey.read(key)).isEqualTo(new RowId(key, SHOE.toString(), Long.MAX_VALUE, false));
    }

    @Test
    void shouldTellADeletionFromAPart() {
        String key = RowKey.ofTombstone(SHOE, 0);

        assertThat(RowKey.read(key)).isEqualTo(new RowId(key, SHOE.toString(), 0, true));
    }

    @Test
    void shouldRefuseAPartWithoutANameAsItWouldLookLikeADeletion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowKey.of(SHOE, 3, ""))
                .withMessageContaining("version 3 of " + SHOE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a/b!", "a/b!1!image", "a/b!0000000000000000001"})
    void shouldRefuseWhatIsNotTheKeyOfAnItemsRow(String key) {
        assertThatThrownBy(() -> RowKey.read(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void shouldNotTakeTheMemoryOfAnAttributeForAnItem() {
        assertThatThrownBy(() -> RowKey.read(RowKey.ofAttribute("colour", AttributeType.TEXT)))
                .isInstanceOf(IllegalStateException.class);
    }
}
