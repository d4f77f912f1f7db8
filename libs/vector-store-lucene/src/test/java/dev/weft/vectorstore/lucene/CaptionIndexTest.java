package dev.weft.vectorstore.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaptionIndexTest {

    private final CaptionIndex captions = CaptionIndex.inMemory();

    @AfterEach
    void close() {
        captions.close();
    }

    @Test
    void shouldFindTextsByTheMostTellingWordsTheyShare() {
        captions.put("a", "1", "red shoe of leather");
        captions.put("a", "2", "red hat of wool");
        captions.put("a", "3", "green hat of leather");
        captions.put("a", "4", "🍎");

        assertThat(captions.alike("a", "a leather shoe", 2)).containsExactly("1", "3");
        assertThat(captions.alike("a", "🍎 pie", 2)).containsExactly("4");
        assertThat(captions.alike("a", "?!", 2)).isEmpty();
    }

    @Test
    void shouldFindOnlyTextsOfTheGroup() {
        captions.put("a", "1", "red shoe");
        captions.put("b", "2", "red shoe");

        assertThat(captions.alike("b", "shoe", 5)).containsExactly("2");
    }

    @Test
    void shouldForgetWhatWasReplacedOrRemoved() {
        captions.put("a", "1", "red shoe");
        captions.put("a", "1", "green hat");
        captions.put("a", "2", "shoe");
        captions.remove("2");

        assertThat(captions.alike("a", "shoe", 5)).isEmpty();
        assertThat(captions.alike("a", "hat", 5)).containsExactly("1");
    }

    /** Words of a hostile caption are words, and no query language. */
    @Test
    void shouldTakeTextForWordsOnly() {
        captions.put("a", "1", "red shoe");

        assertThat(captions.alike("a", "group:b OR *:* \" (( +shoe", 5)).containsExactly("1");
        assertThat(captions.alike("a", "x ".repeat(100_000), 5)).isEmpty();
    }
}
