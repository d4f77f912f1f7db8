package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam.IndexType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MilvusSettingsTest {

    private static final String SERVER = "http://milvus.example:19530";

    @Test
    void shouldReadEverythingThatAUriSays() {
        MilvusSettings settings = MilvusSettings.parse(SERVER
                + "/media?token=t%3Dk&consistency=strong&vectors=FLOAT16&index=IVF_FLAT&nlist=64&nprobe=8&shards=2"
                + "&deadline=PT5S&max_request_rows=7&tombstones=P1D");

        assertThat(settings.where()).isEqualTo(SERVER + "/media");
        assertThat(settings.token()).contains(new Secret("t=k"));
        assertThat(settings.consistency()).isEqualTo(ConsistencyLevel.STRONG);
        assertThat(settings.design().format()).isEqualTo(VectorFormat.FLOAT16);
        assertThat(settings.design().index())
                .isEqualTo(new VectorIndex(IndexType.IVF_FLAT, Map.of("nlist", 64), Map.of("nprobe", 8), ""));
        assertThat(settings.design().shards()).isEqualTo(2);
        assertThat(settings.limits().deadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.limits().requestRows()).isEqualTo(7);
        assertThat(settings.tombstones()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldHaveSafeDefaultsWhenAUriSaysNothing() {
        MilvusSettings settings = MilvusSettings.parse("http://localhost");

        assertThat(settings.where()).isEqualTo("http://localhost:19530");
        assertThat(settings.consistency()).isEqualTo(ConsistencyLevel.BOUNDED);
        assertThat(settings.design().format()).isEqualTo(VectorFormat.FLOAT);
        assertThat(settings.design().index().type()).isEqualTo(IndexType.HNSW);
        assertThat(settings.limits().deadline()).isPositive();
        assertThat(settings.limits().requestBytes()).isLessThan(64 << 20);
        assertThat(settings.token()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "consistancy=STRONG | no option consistancy; there are",
                "m=16&index=FLAT | no option m;",
                "consistency=weak | one of STRONG, BOUNDED, SESSION, EVENTUALLY, got 'weak'",
                "ef=0 | a number from 1 to 32768, got '0'",
                "ef=many | got 'many'",
                "deadline=5s | a positive duration such as PT30S or P7D, got '5s'",
                "deadline=PT-5S | got 'PT-5S'",
                "ef=1&ef=2 | 'ef' of a Milvus store was given twice",
                "ef | without a name or a value",
                "user=u | a user and a password, got only one",
                "token=t&user=u&password=p | got both",
                "token=t&token_env=E | give the token of a Milvus store once",
                "token_env=WEFT_NO_SUCH_VARIABLE | WEFT_NO_SUCH_VARIABLE",
                "ca=/no/such/file | a file that can be read",
                "server_name=other | need https://"
            })
    void shouldSayWhatIsWrongWhenAnOptionIs(String options, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MilvusSettings.parse(SERVER + "?" + options))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "milvus.example:19530",
                "ftp://milvus.example",
                "http:",
                "http://a b",
                "http://user:secret@milvus.example",
                "http://milvus.example/a/b"
            })
    void shouldSayWhatALocationLooksLikeAndNotRepeatItWhenItIsNone(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MilvusSettings.parse(location))
                .withMessageContaining("Milvus")
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("secret"));
    }

    @Test
    void shouldNeverShowASecret(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, "s3cret\n");

        MilvusSettings settings = MilvusSettings.parse(SERVER + "?user=root&password_file=" + file);

        assertThat(settings.token()).contains(new Secret("root:s3cret"));
        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThat(MilvusSettings.parse(SERVER + "?token=s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldSpellALocationOneWayWhateverTheOrderOfItsOptions() {
        MilvusVectorStoreProvider provider = new MilvusVectorStoreProvider();

        assertThat(provider.canonical("http://localhost?ef=64&consistency=STRONG"))
                .isEqualTo(provider.canonical("http://localhost:19530/?consistency=STRONG&ef=64"));
        assertThat(provider.scheme()).isEqualTo("milvus");
    }

    @Test
    void shouldSearchAtLeastAsWideAsThereAreHitsToFind() {
        VectorIndex index = MilvusSettings.parse(SERVER + "?ef=64").design().index();

        assertThat(index.searchParameters(10)).isEqualTo(Map.of("ef", 64));
        assertThat(index.searchParameters(500)).isEqualTo(Map.of("ef", 500));
    }
}
