package dev.weft.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connecting to a checked address must not mean that anybody at that address will do. */
class CertificateTest {

    private static final String OUTSIDE = "127.0.0.2";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void shouldHoldTheCertificateAgainstTheName(@TempDir Path folder) throws Exception {
        // given
        SSLContext tls = contextFor("pictures.test", folder);
        SSLServerSocket socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(OUTSIDE), 0));
        try (Server server = new Server(socket, Server.ok("encrypted"));
                SafeFetcher fetcher = new SafeFetcher(
                        Fetchers.only(OUTSIDE),
                        Fetchers.limits(Fetchers.MAX_BYTES, Fetchers.DEADLINE, server.port()),
                        Fetchers.always(OUTSIDE),
                        new DefaultClientTlsStrategy(tls))) {
            // when
            byte[] body;
            try (Fetched fetched = fetcher.open("https://pictures.test:" + server.port() + "/")) {
                body = fetched.readAll();
            }
            FetchRefusedException refused = catchThrowableOfType(
                    FetchRefusedException.class, () -> fetcher.open("https://other.test:" + server.port() + "/"));

            // then
            assertThat(body).asString().isEqualTo("encrypted");
            assertThat(refused.reason()).isEqualTo(FetchRefusal.UNREACHABLE);
            assertThat(refused).rootCause().hasMessageContaining("other.test");
        }
    }

    /** Serves and trusts one new certificate. */
    private static SSLContext contextFor(String name, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
