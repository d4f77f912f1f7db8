package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Has the loop go round over HTTP and follows it step by step: mining, learning, and the release on its way. A step returns when it has ended, well or not:
 * what the gateway says of it is the result. For use by one thread.
 */
public final class LoopFollower {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** States of a release that a rollout leaves by itself. */
    private static final Set<String> ON_ITS_WAY = Set.of("candidate", "approved", "backfilling", "shadow");

    private final GatewayClient client;
    private final Listener listener;
    private final SequencedMap<String, Double> seconds = new LinkedHashMap<>();
    private String phase = "";
    private long sinceNanos;

    /** What can be followed. */
    public enum Step {
        MINING,
        LEARNING,
        ROLLOUT
    }

    /** Hears a few times a second how far a step is. */
    @FunctionalInterface
    public interface Listener {
        /** @param state as the API tells it: a mining round, a training round, or a release */
        void at(Step step, JsonNode state);
    }

    /** @param listener told on the calling thread */
    public LoopFollower(GatewayClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
    }

    /**
     * Mines all pairs against the live release. Where a round is under way already, that one is followed.
     *
     * @return the mining round
     */
    public JsonNode mine(String reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        String id = begun(() -> client.startMining(reason, by), "/v1/mining-rounds");
        return follow(Step.MINING, "phase", () -> client.miningRound(id));
    }

    /**
     * Learns new heads and has the gate judge them. Where a round is under way already, such as one that goes on after a restart, that one is followed.
     *
     * @return the training round
     */
    public JsonNode learn(String reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        String id = begun(() -> client.startRound(reason, by), "/v1/training-rounds");
        return follow(Step.LEARNING, "phase", () -> client.round(id));
    }

    /**
     * Waits for a release on its way until it is live, or will not be.
     *
     * @return the release
     */
    public JsonNode rollOut(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return follow(Step.ROLLOUT, "state", () -> client.release(id));
    }

    /** What the gate's report of a release says of the held-out families; empty where there is no report, or nothing of them in it. */
    public Optional<HeldOutFigures> figures(String release)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return client.release(release).path("files").has("report.json")
                ? HeldOutFigures.of(client.gateReport(release))
                : Optional.empty();
    }

    /** How long each phase took that is over, in seconds, in the order in which they began. */
    public SequencedMap<String, Double> seconds() {
        return Collections.unmodifiableSequencedMap(seconds);
    }

    private String begun(Polling.Look begin, String rounds)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        try {
            return begin.look().path("id").asText();
        } catch (ProblemException e) {
            if (!e.reason().equals("already_running")) {
                throw e;
            }
            return client.get(rounds).path("rounds").path(0).path("id").asText();
        }
    }

    private JsonNode follow(Step step, String field, Polling.Look look)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        try {
            return Polling.follow(
                    look.look(), state -> hasEnded(step, state.path(field).asText()), LOOK_EVERY, look, state -> {
                        enter(state.path(field).asText());
                        listener.at(step, state);
                    });
        } finally {
            enter("");
        }
    }

    private static boolean hasEnded(Step step, String phase) {
        return phase.equals("ended") || (step == Step.ROLLOUT && !ON_ITS_WAY.contains(phase));
    }

    private void enter(String next) {
        if (!next.equals(phase)) {
            long now = System.nanoTime();
            // What has ended takes no time.
            if (!phase.isEmpty() && !next.isEmpty()) {
                seconds.merge(phase, (now - sinceNanos) / 1e9, Double::sum);
            }
            phase = next;
            sinceNanos = now;
        }
    }
}
