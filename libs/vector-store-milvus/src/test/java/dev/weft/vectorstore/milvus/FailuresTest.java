package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.VectorStoreException;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        // memory, disk, quota, collections, databases: the newer code with the older one beside it
        "3, 53", "7, 54", "9, 48", "102, 1", "801, 1",
        // from servers before 2.3, which send the older code only
        "48, 48", "52, 52", "53, 53", "54, 54", "24, 24"
    })
    void shouldAskForAnOperatorWhenTheServerHasRunOutOfSomething(int code, int older) {
        assertThat(told(Failures.Purpose.WRITE, code, older)).isExactlyInstanceOf(StoreExhaustedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // not ready, unavailable, too many requests, internal, rate limit, time tick delay, unknown to the server
        // itself
        "1, 1",
        "2, 1",
        "4, 49",
        "5, 1",
        "8, 49",
        "11, 55",
        "65535, 1",
        // the same numbers mean other things in the older list: permission denied, illegal dimension is checked below
        "3, 3",
        "9, 9",
        "49, 49"
    })
    void shouldTryAgainWhenTheErrorMayPass(int code, int older) {
        assertThat(told(Failures.Purpose.WRITE, code, older)).isExactlyInstanceOf(VectorStoreException.class);
    }

    @ParameterizedTest
    @CsvSource({"100, 4", "100, 100", "101, 1", "103, 1", "4, 4", "28, 28"})
    void shouldLookTheCollectionUpAgainWhenItIsGoneOrNotLoaded(int code, int older) {
        assertThat(told(Failures.Purpose.OTHER, code, older)).isInstanceOf(StaleCollectionException.class);
    }

    @ParameterizedTest
    @CsvSource({"1100, 5", "1101, 5", "1102, 5", "5, 5", "7, 7", "11, 11", "12, 12"})
    void shouldBlameTheRowsOnlyWhenRowsWereSentAndTheServerSaysSo(int code, int older) {
        assertThat(told(Failures.Purpose.WRITE, code, older)).isInstanceOf(IllegalArgumentException.class);
        assertThat(told(Failures.Purpose.OTHER, code, older)).isExactlyInstanceOf(VectorStoreException.class);
    }

    @Test
    void shouldNotBlameTheRowsWhenTheSdkCannotReadTheCode() {
        IllegalArgumentException fromTheEnum =
                new IllegalArgumentException("Can't get the number of an unknown enum value.");

        RuntimeException wrapped = Failures.of(
                "write", Failures.Purpose.WRITE, new MilvusClientException(ErrorCode.CLIENT_ERROR, fromTheEnum));
        RuntimeException raw = Failures.of("write", Failures.Purpose.WRITE, fromTheEnum);

        assertThat(wrapped).isInstanceOf(StaleCollectionException.class).hasMessageContaining("can't read");
        assertThat(raw).isInstanceOf(StaleCollectionException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void shouldTryAgainWhenTheCallFailedOnItsWay(Status.Code code) {
        var thrown = code.toStatus().withDescription("somewhere").asRuntimeException();

        RuntimeException wrapped =
                Failures.of("write", Failures.Purpose.WRITE, new MilvusClientException(ErrorCode.RPC_ERROR, thrown));
        RuntimeException raw = Failures.of("connect", Failures.Purpose.OTHER, thrown);

        assertThat(wrapped).isExactlyInstanceOf(VectorStoreException.class).hasMessageContaining(code.name());
        assertThat(raw).isExactlyInstanceOf(VectorStoreException.class).hasMessageContaining("somewhere");
    }

    @Test
    void shouldNameTheCredentialsWhenTheServerDoesNotKnowThem() {
        RuntimeException told =
                Failures.of("connect", Failures.Purpose.OTHER, Status.UNAUTHENTICATED.asRuntimeException());

        assertThat(told).hasMessageContaining("token or user and password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpc: received message larger than max (70000000 vs. 67108864)",
                "gRPC message exceeds maximum size 67108864: 70000000"
            })
    void shouldNameTheOptionWhenARequestIsTooLargeForTheServer(String description) {
        RuntimeException told = Failures.of(
                "write",
                Failures.Purpose.WRITE,
                Status.RESOURCE_EXHAUSTED.withDescription(description).asRuntimeException());

        assertThat(told).isInstanceOf(StoreExhaustedException.class).hasMessageContaining("max_request_bytes");
    }

    private static RuntimeException told(Failures.Purpose purpose, int code, int older) {
        return Failures.of(
                "write", purpose, new MilvusClientException(ErrorCode.SERVER_ERROR, "the reason", code, older));
    }
}
