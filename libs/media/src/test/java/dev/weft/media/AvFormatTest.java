package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvFormatTest {

    @ParameterizedTest
    @CsvSource({
        "short_16k.flac, FLAC, audio/flac, AUDIO",
        "tone_48k_mono.wav, WAV, audio/wav, AUDIO",
        "vorbis.ogg, OGG, audio/ogg, AUDIO",
        "tone.mp3, MP3, audio/mpeg, AUDIO",
        "tone.m4a, M4A, audio/mp4, AUDIO",
        "card.mp4, MP4, video/mp4, VIDEO",
        "card.mov, MOV, video/quicktime, VIDEO",
        "card.webm, WEBM, video/webm, VIDEO",
        "card.mkv, MKV, video/x-matroska, VIDEO"
    })
    void shouldTellFormatWhenHeadIsGiven(String name, AvFormat format, String contentType, Modality modality) {
        // given
        byte[] head = Arrays.copyOf(AvFiles.bytes(name), AvFormat.HEAD_BYTES);

        // when
        Optional<AvFormat> sniffed = AvFormat.sniff(head);

        // then
        assertThat(sniffed).contains(format);
        assertThat(format.contentType()).isEqualTo(contentType);
        assertThat(format.modality()).isEqualTo(modality);
    }

    @Test
    void shouldTellMp3WhenItHasNoTag() {
        // given
        byte[] tagged = AvFiles.bytes("tone.mp3");
        byte[] bare = Arrays.copyOfRange(
                tagged,
                (int) Mp3Frame.first(new FileView(tagged, ByteOrder.BIG_ENDIAN))
                        .orElseThrow()
                        .at(),
                tagged.length);

        // when
        Optional<AvFormat> sniffed = AvFormat.sniff(bare);

        // then
        assertThat(bare).hasSizeLessThan(tagged.length);
        assertThat(sniffed).contains(AvFormat.MP3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "R",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\nhttp://127.0.0.1/a.ts\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"/>",
                "[playlist]\nFile1=http://127.0.0.1/\n",
                "RIFF....AVI LIST",
                "RIFF....WEBPVP8 ",
                "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
                "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\u0001",
                "\u00ff\u00f1P\u0080\u0002\u001f\u00fc\0\0\0\0\0\0",
                "\u001aE\u00df\u00a3\u0087B\u0082\u0084abcd...."
            })
    void shouldTellNothingWhenHeadIsOfNoKnownFormat(String head) {
        // when, then
        assertThat(AvFormat.sniff(head.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void shouldTellNothingWhenBytesAreRandom() {
        // given
        Random random = new Random(20_261_124);
        byte[] head = new byte[AvFormat.HEAD_BYTES];

        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(head);
            // a sync word, which every 2,048th file begins with by chance
            head[0] = (byte) 0xff;
            head[1] |= (byte) 0xe0;

            // when, then
            assertThat(AvFormat.sniff(head)).as("file %d", i).isEmpty();
        }
    }
}
