package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Follows work that the gateway does in the background by asking for it again and again. */
public final class Polling {

    private Polling() {}

    /** Asks the gateway how far the work is. */
    @FunctionalInterface
    public interface Look {
        JsonNode look() throws ProblemException, GatewayUnreachableException, InterruptedException;
    }

    /**
     * Looks until the work has ended, well or not. Blocks.
     *
     * @param first the state that is known already
     * @param heard hears each state, the first and the last too, on the calling thread
     * @return the last state
     */
    public static JsonNode follow(
            JsonNode first, Predicate<JsonNode> ended, Duration every, Look look, Consumer<JsonNode> heard)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        JsonNode state = first;
        heard.accept(state);
        while (!ended.test(state)) {
            Thread.sleep(every);
            state = look.look();
            heard.accept(state);
        }
        return state;
    }
}
