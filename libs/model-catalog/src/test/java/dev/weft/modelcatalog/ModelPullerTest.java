package dev.weft.modelcatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.modelcatalog.PullRequest.UnknownHash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls over real HTTP, from servers that cut, stall, redirect and lie. */
class ModelPullerTest {

    private static final byte[] MODEL = bytes(300_000);
    private static final String WEIGHTS = "onnx/model.onnx";

    private final FileServer server;
    private Duration stallTimeout = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    ModelPullerTest() throws IOException {
        server = FileServer.start();
        server.put(WEIGHTS, MODEL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldWriteTheBundleAndItsLockWhenPulled() throws Exception {
        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(pulled.folder()).isEqualTo(root().resolve("bundles/tiny"));
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
        assertThat(root().resolve("blobs/sha256").resolve(Sha256.of(MODEL).hex()))
                .hasBinaryContent(MODEL);
        assertThat(Files.readString(pulled.folder().resolve("weft-bundle.json")))
                .isEqualToIgnoringWhitespace("""
                {"format": 1, "files": {"onnx/model.onnx": "%s"}}
                """.formatted(Sha256.of(MODEL)));
        assertThat(new ModelStore(root()).isPulled(known(Sha256.of(MODEL)), ModelVariant.FP32))
                .isTrue();
        assertThat(filesBelow(root().resolve("parts"))).isEmpty();
        assertThat(filesBelow(pulled.folder())).hasSize(2);
    }

    @Test
    void shouldPutItWhereItIsWantedWhenGivenAFolder() throws Exception {
        // given
        Path target = folder.resolve("elsewhere");

        // when
        PulledBundle pulled = pull(new PullRequest(
                known(Sha256.of(MODEL)),
                ModelVariant.FP32,
                List.of(new ModelSource.Mirror(server.uri())),
                Optional.of(target),
                UnknownHash.REFUSE));

        // then
        assertThat(pulled.folder()).isEqualTo(target);
        assertThat(BundleLocks.read(target)).contains(pulled.files());
    }

    @Test
    void shouldDownloadNothingWhenTheContentIsHere() throws Exception {
        // given
        pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // when
        pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldDownloadAgainWhenTheBlobWasDamaged() throws Exception {
        // given
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);
        Path blob = root().resolve("blobs/sha256").resolve(Sha256.of(MODEL).hex());
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.writeString(blob, "damaged");

        // when
        pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(blob).hasBinaryContent(MODEL);
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldGoOnWhereItStoppedWhenTheConnectionBreaksOff() throws Exception {
        // given
        server.cut(2, 100_000);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests())
                .containsExactly(
                        "/onnx/model.onnx", "/onnx/model.onnx bytes=100000-", "/onnx/model.onnx bytes=200000-");
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldGoOnWithAnEarlierPullWhenThatHasFailed() throws Exception {
        // given
        server.cut(3, 50_000);
        refused(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests().getLast()).isEqualTo("/onnx/model.onnx bytes=150000-");
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldStartAfreshWhenTheServerIgnoresRanges() throws Exception {
        // given
        server.ignoreRanges();
        server.cut(1, 100_000);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests()).hasSize(2);
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldStartAfreshWhenTheFileHasChangedInBetween() throws Exception {
        // given
        server.cut(3, 50_000);
        byte[] newer = bytes(200_000);
        refused(known(Sha256.of(newer)), UnknownHash.REFUSE);
        server.put(WEIGHTS, newer);
        server.entityTag("\"two\"");

        // when
        PulledBundle pulled = pull(known(Sha256.of(newer)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests().getLast()).isEqualTo("/onnx/model.onnx bytes=150000-");
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(newer);
    }

    @Test
    void shouldAskForNoRangeWhenThereIsOnlyAWeakEntityTag() throws Exception {
        // given
        server.entityTag("W/\"one\"");
        server.cut(1, 100_000);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(server.requests()).containsExactly("/onnx/model.onnx", "/onnx/model.onnx");
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldTryAgainWhenTheServerIsOverloaded() throws Exception {
        // given
        server.refuse(2);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldGiveUpWhenTheServerFallsSilent() {
        // given
        server.stall();
        stallTimeout = Duration.ofSeconds(2);

        // when
        ModelCatalogException refusal = refused(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // then
        assertThat(refusal.advice()).anyMatch(line -> line.contains("sent nothing for 2 s"));
    }

    @Test
    void shouldRefuseWhenTheHashIsWrong() {
        // given
        Sha256 expected = Sha256.ofText("another file");

        // when
        ModelCatalogException refusal = refused(known(expected), UnknownHash.PIN);

        // then
        assertThat(refusal.advice())
                .anyMatch(line -> line.contains("has another content, sha256 " + Sha256.of(MODEL)))
                .anyMatch(line -> line.endsWith("incoming/tiny/" + WEIGHTS + "  sha256 " + expected));
        assertThat(root().resolve("bundles/tiny")).doesNotExist();
        assertThat(filesBelow(root().resolve("blobs"))).isEmpty();
        assertThat(filesBelow(root().resolve("parts"))).isEmpty();
    }

    @Test
    void shouldRefuseBeforeTheFirstByteWhenTheSizeIsWrong() {
        // when
        ModelCatalogException refusal =
                refused(bundle(OptionalLong.of(MODEL.length - 1), Optional.of(Sha256.of(MODEL))), UnknownHash.REFUSE);

        // then
        assertThat(refusal.advice()).anyMatch(line -> line.contains("has a file of 300000 bytes, it must have 299999"));
        assertThat(filesBelow(root().resolve("parts"))).isEmpty();
    }

    @Test
    void shouldFollowARedirectWhenItStaysWithHttp() throws Exception {
        // given
        server.redirect("moved/" + WEIGHTS, "/" + WEIGHTS);

        // when
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), server.uri().resolve("moved"), UnknownHash.REFUSE);

        // then
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldRefuseWhenRedirectsLoopOrLeaveHttp() {
        // given
        server.redirect("loop/" + WEIGHTS, "/loop/" + WEIGHTS);
        server.redirect("file/" + WEIGHTS, "file:///etc/passwd");
        server.redirect("bad/" + WEIGHTS, "http://[");

        // when, then
        assertThat(reason("loop")).contains("redirects more than 3 times");
        assertThat(server.requests()).hasSize(4);
        assertThat(reason("file")).contains("redirects to 'file:///etc/passwd', which must not be followed");
        assertThat(reason("bad")).contains("redirects to 'http://[', which is no address");
    }

    @Test
    void shouldTellTheHashAndUseNothingWhenItIsUnknown() {
        // when
        ModelCatalogException refusal = refused(unknown(), UnknownHash.REFUSE);

        // then
        assertThat(refusal.advice())
                .contains(Sha256.of(MODEL) + "  " + WEIGHTS)
                .anyMatch(line -> line.contains("--pin"));
        assertThat(root().resolve("bundles/tiny")).doesNotExist();
        assertThat(filesBelow(root().resolve("blobs"))).isEmpty();
    }

    @Test
    void shouldNotDownloadTwiceWhenPinningAfterTheRefusal() throws Exception {
        // given
        refused(unknown(), UnknownHash.REFUSE);

        // when
        PulledBundle pulled = pull(unknown(), UnknownHash.PIN);

        // then
        assertThat(server.requests()).containsExactly("/onnx/model.onnx", "/onnx/model.onnx bytes=300000-");
        assertThat(pulled.pinned()).containsExactly(new BundlePath(WEIGHTS));
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldRefuseAnotherContentWhenOneIsPinned() throws Exception {
        // given
        pull(unknown(), UnknownHash.PIN);
        Files.delete(root().resolve("blobs/sha256").resolve(Sha256.of(MODEL).hex()));
        server.put(WEIGHTS, bytes(1_000));

        // when
        ModelCatalogException refusal = refused(unknown(), UnknownHash.PIN);

        // then
        assertThat(refusal.advice())
                .anyMatch(line -> line.contains("has another content") && line.contains("pins.yaml"));
        assertThat(Files.readString(root().resolve("pins.yaml")))
                .contains(Sha256.of(MODEL).hex());
        assertThat(root().resolve("bundles/tiny").resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldNeedNoPinAgainWhenOneIsThere() throws Exception {
        // given
        pull(unknown(), UnknownHash.PIN);

        // when
        PulledBundle pulled = pull(unknown(), UnknownHash.REFUSE);

        // then
        assertThat(pulled.pinned()).isEmpty();
        assertThat(pulled.files()).containsEntry(new BundlePath(WEIGHTS), Sha256.of(MODEL));
    }

    @Test
    void shouldSayWhichFileGoesWhereWhenOffline() throws Exception {
        // given
        URI nobody = URI.create("http://127.0.0.1:1/");

        // when
        ModelCatalogException refusal = catchThrowableOfType(
                ModelCatalogException.class, () -> pull(known(Sha256.of(MODEL)), nobody, UnknownHash.REFUSE));
        Path incoming = Files.createDirectories(root().resolve("incoming/tiny/onnx"));
        Files.write(incoming.resolve("model.onnx"), MODEL);
        PulledBundle pulled = pull(known(Sha256.of(MODEL)), nobody, UnknownHash.REFUSE);

        // then
        assertThat(refusal.advice())
                .contains("  " + root().resolve("incoming/tiny").resolve(WEIGHTS) + "  sha256 " + Sha256.of(MODEL))
                .anyMatch(line -> line.contains("127.0.0.1:1 can't be reached"))
                .anyMatch(line -> line.contains("--source DIR"));
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldTakeTheNextSourceWhenTheFirstHasTheWrongFile() throws Exception {
        // given
        Path wrong = Files.createDirectories(folder.resolve("wrong/onnx"));
        Files.writeString(wrong.resolve("model.onnx"), "something else");
        List<ModelSource> sources =
                List.of(new ModelSource.Folder(folder.resolve("wrong")), new ModelSource.Mirror(server.uri()));

        // when
        PulledBundle pulled = pull(new PullRequest(
                known(Sha256.of(MODEL)), ModelVariant.FP32, sources, Optional.empty(), UnknownHash.REFUSE));

        // then
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldAskTheHubForTheRevisionWhenTheSourceIsARepository() throws Exception {
        // given
        server.put("owner/tiny/resolve/abc123/" + WEIGHTS, MODEL);
        List<ModelSource> sources = List.of(new ModelSource.HuggingFace("owner/tiny", "abc123"));

        // when
        PulledBundle pulled = pull(new PullRequest(
                known(Sha256.of(MODEL)), ModelVariant.FP32, sources, Optional.empty(), UnknownHash.REFUSE));

        // then
        assertThat(pulled.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL);
    }

    @Test
    void shouldDownloadOnceWhenPulledTwiceAtOnce() throws Exception {
        // given
        server.cut(2, 100_000);
        Callable<PulledBundle> pull = () -> pull(known(Sha256.of(MODEL)), UnknownHash.REFUSE);

        // when
        List<PulledBundle> pulled = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PulledBundle> each : threads.invokeAll(List.of(pull, pull, pull))) {
                pulled.add(each.get());
            }
        }

        // then
        assertThat(server.requests()).hasSize(3);
        assertThat(pulled)
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.folder().resolve(WEIGHTS)).hasBinaryContent(MODEL));
        assertThat(filesBelow(root().resolve("bundles"))).hasSize(2);
    }

    @Test
    void shouldAgreeOnOnePinWhenPinnedTwiceAtOnce() throws Exception {
        // given
        Callable<PulledBundle> pull = () -> pull(unknown(), UnknownHash.PIN);

        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PulledBundle> each : threads.invokeAll(List.of(pull, pull, pull))) {
                each.get();
            }
        }

        // then
        assertThat(root().resolve("bundles/tiny").resolve(WEIGHTS)).hasBinaryContent(MODEL);
        assertThat(Files.readString(root().resolve("pins.yaml")))
                .containsOnlyOnce(Sha256.of(MODEL).hex());
    }

    private String reason(String base) {
        return String.join(
                "\n",
                catchThrowableOfType(
                                ModelCatalogException.class,
                                () -> pull(known(Sha256.of(MODEL)), server.uri().resolve(base), UnknownHash.REFUSE))
                        .advice());
    }

    private ModelCatalogException refused(ModelBundle bundle, UnknownHash unknown) {
        return catchThrowableOfType(ModelCatalogException.class, () -> pull(bundle, unknown));
    }

    private PulledBundle pull(ModelBundle bundle, UnknownHash unknown) throws Exception {
        return pull(bundle, server.uri(), unknown);
    }

    private PulledBundle pull(ModelBundle bundle, URI mirror, UnknownHash unknown) throws Exception {
        return pull(new PullRequest(
                bundle, ModelVariant.FP32, List.of(new ModelSource.Mirror(mirror)), Optional.empty(), unknown));
    }

    private PulledBundle pull(PullRequest request) throws Exception {
        HttpOptions options =
                new HttpOptions(server.uri(), Duration.ofSeconds(30), stallTimeout, 3, Duration.ofMillis(1));
        try (ModelPuller puller = new ModelPuller(new ModelStore(root()), options)) {
            return puller.pull(request, new Silent());
        }
    }

    private Path root() {
        return folder.resolve("store");
    }

    private static ModelBundle known(Sha256 hash) {
        return bundle(OptionalLong.empty(), Optional.of(hash));
    }

    private static ModelBundle unknown() {
        return bundle(OptionalLong.empty(), Optional.empty());
    }

    private static ModelBundle bundle(OptionalLong size, Optional<Sha256> hash) {
        ModelFile file = new ModelFile(new BundlePath(WEIGHTS), Optional.empty(), size, hash);
        return new ModelBundle("tiny", "for a test", Set.of(Modality.TEXT), 8, "none", List.of(), List.of(file));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static List<Path> filesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Silent() implements PullListener {
        @Override
        public void asks(BundlePath file, ModelSource source) {}

        @Override
        public void receives(BundlePath file, long bytes, OptionalLong total) {}
    }
}
