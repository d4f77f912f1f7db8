package dev.weft.gateway.intake;

import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import dev.weft.media.fetch.FetchRefusedException;
import dev.weft.media.fetch.Fetched;
import dev.weft.media.fetch.SafeFetcher;
import java.io.IOException;

/** Pictures from web servers, once, at intake: what comes after works on stored bytes. Safe for use by several threads. */
public final class RemotePictures {

    /** A file is collected in pieces, which are then put together. */
    private static final int COPIES = 2;

    private final SafeFetcher fetcher;
    private final MemoryBudget memory;

    public RemotePictures(SafeFetcher fetcher, MemoryBudget memory) {
        this.fetcher = fetcher;
        this.memory = memory;
    }

    /** What is done with the bytes while their memory is accounted for. */
    @FunctionalInterface
    interface Use<T> {
        T of(byte[] bytes) throws IOException;
    }

    /** @throws ProblemException if the bytes can't be had, with the reason */
    <T> T fetch(String url, Use<T> use) throws IOException {
        try (Fetched fetched = fetcher.open(url);
                Share share = memory.take(fetched.mostBytes() * COPIES)) {
            return use.of(fetched.readAll());
        } catch (FetchRefusedException e) {
            throw new ProblemException(reason(e), String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemReason reason(FetchRefusedException e) {
        return switch (e.reason()) {
            case MALFORMED, SCHEME, USER_INFO, PORT, HOST -> Reason.UNSUPPORTED_URI;
            case TOO_MANY_REDIRECTS, STATUS, UNREACHABLE, TOO_SLOW -> Reason.FETCH_FAILED;
            case TOO_MANY_BYTES -> StandardReason.TOO_MANY_BYTES;
        };
    }
}
