package dev.weft.mining.negatives;

import dev.weft.core.ContrastiveBatch.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws negatives for one pair in one direction. Candidates whose logit is near the positive's are drawn most often, and not the very hardest first:
 * weights are {@code exp(-density * (logit - positive)^2)} (SimANS, arXiv 2210.11773). What costs much to judge is judged only when it is drawn.
 */
final class Draw {

    /** What became of each candidate. */
    static final String KEPT = "kept";

    static final String SPARE = "spare";

    private final List<NegativeFilter> cheap;
    private final List<NegativeFilter> dear;
    private final MiningSettings settings;

    Draw(List<NegativeFilter> cheap, List<NegativeFilter> dear, MiningSettings settings) {
        this.cheap = List.copyOf(cheap);
        this.dear = List.copyOf(dear);
        this.settings = settings;
    }

    /**
     * @param verdicts {@link #KEPT}, {@link #SPARE}, or the name of the filter that dropped it, in the order of the candidates
     */
    record Outcome(List<Candidate> kept, Map<Candidate, String> verdicts) {}

    Outcome draw(List<Candidate> candidates, Direction direction, Yardstick yardstick, Random random) {
        Map<Candidate, String> verdicts = new LinkedHashMap<>();
        List<Ticket> tickets = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String verdict = Firewall.against(
                            candidate.item(), direction, candidate.pair().owners(), settings.without())
                    .orElseGet(() -> verdict(cheap, candidate, direction, yardstick));
            verdicts.put(candidate, verdict);
            if (verdict.equals(SPARE)) {
                tickets.add(new Ticket(candidate, luck(candidate, direction, yardstick, random)));
            }
        }
        tickets.sort(Comparator.comparingDouble(Ticket::luck).reversed());
        List<Candidate> kept = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (kept.size() == settings.perDirection()) {
                break;
            }
            String verdict = verdict(dear, ticket.candidate(), direction, yardstick);
            if (verdict.equals(SPARE)) {
                kept.add(ticket.candidate());
                verdict = KEPT;
            }
            verdicts.put(ticket.candidate(), verdict);
        }
        return new Outcome(kept, verdicts);
    }

    private static String verdict(
            List<NegativeFilter> filters, Candidate candidate, Direction direction, Yardstick yardstick) {
        return filters.stream()
                .filter(filter -> filter.drops(candidate, direction, yardstick))
                .map(NegativeFilter::name)
                .findFirst()
                .orElse(SPARE);
    }

    /**
     * The greatest of independent Gumbel variables shifted by the logarithms of weights is drawn with those weights; the order of all is a draw without
     * replacement. In logarithms, because a weight may be too small for a number.
     */
    private double luck(Candidate candidate, Direction direction, Yardstick yardstick, Random random) {
        double gap = yardstick.scale().logit(candidate.across(direction))
                - yardstick.scale().logit(candidate.pair().positive());
        double gumbel = -Math.log(-Math.log(random.nextDouble() + Double.MIN_VALUE));
        return gumbel - settings.density() * gap * gap;
    }

    /** What a kept negative is called after. */
    static Source source(Candidate candidate, Yardstick yardstick) {
        if (candidate.isFoundByWordsOnly()) {
            return Source.BM25;
        }
        // Without the filter of the quadrants, whichever is nearer.
        return Quadrant.of(candidate.looks(), candidate.reads(), yardstick)
                .source()
                .orElse(candidate.looks() >= candidate.reads() ? Source.LOOKS_ALIKE : Source.READS_ALIKE);
    }

    private record Ticket(Candidate candidate, double luck) {}
}
