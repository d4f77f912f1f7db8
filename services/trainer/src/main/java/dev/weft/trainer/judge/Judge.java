package dev.weft.trainer.judge;

import dev.weft.evaluation.gate.Gate;
import dev.weft.evaluation.gate.GateDecision;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.SetEvaluator;
import dev.weft.evaluation.gate.SetResult;
import dev.weft.evaluation.gate.SetVectors;
import dev.weft.evaluation.geometry.GeometryProbe;
import dev.weft.evaluation.geometry.SpaceGeometry;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.AlphaSpending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Measures releases on the sets and asks the gate. Safe for use by several threads. */
public final class Judge {

    private final List<JudgedSet> sets;
    private final Gate gate;
    private final SetEvaluator evaluator;
    private final GeometryProbe geometry;

    /** @param sets the same for all releases that are compared; geometry is measured on the first that is of the catalog */
    public Judge(List<JudgedSet> sets, GateThresholds thresholds) {
        this.sets = List.copyOf(sets);
        this.gate = new Gate(thresholds);
        ExactSearch search = ExactSearch.onAllProcessors();
        this.evaluator = new SetEvaluator(search, Relevance.SAME_CAPTION_IN_FAMILY);
        this.geometry = GeometryProbe.withDefaults(search);
    }

    /**
     * @param incumbent what the live release was measured at
     * @param candidates the same recipe by seed
     */
    public record Judgement(ReleaseEvaluation incumbent, List<ReleaseEvaluation> candidates, GateDecision decision) {}

    /**
     * @param seeds heads by the seed that they were learnt with
     * @param spending as the last judgement on the in-domain set left it
     */
    public Judgement judge(
            String incumbentName,
            Heads incumbent,
            String candidateName,
            SequencedMap<Long, Heads> seeds,
            AlphaSpending spending)
            throws InterruptedException {
        ReleaseEvaluation before = measure(incumbentName, 0, incumbent);
        List<ReleaseEvaluation> after = new ArrayList<>();
        for (Map.Entry<Long, Heads> seed : seeds.entrySet()) {
            after.add(measure(candidateName, seed.getKey(), seed.getValue()));
        }
        return new Judgement(before, after, gate.judge(before, after, spending));
    }

    /**
     * What a release does on the sets.
     *
     * @param release for people
     * @param seed that its heads were learnt with; 0 where that means nothing
     * @throws IllegalArgumentException if no set is of the catalog
     */
    public ReleaseEvaluation measure(String release, long seed, Heads heads) throws InterruptedException {
        Heads once = new OnceForAllSets(heads);
        List<SetResult> results = new ArrayList<>();
        SpaceGeometry shape = null;
        for (JudgedSet judged : sets) {
            SetVectors vectors = judged.vectors(once);
            results.add(evaluator.evaluate(judged.set(), vectors));
            if (shape == null && judged.set().kind() != EvaluationKind.GUARD) {
                shape = geometry.measure(vectors.images(), vectors.texts());
            }
        }
        if (shape == null) {
            throw new IllegalArgumentException("a judgement needs a set of the catalog, got "
                    + sets.stream().map(one -> one.set().name()).toList());
        }
        return new ReleaseEvaluation(release, seed, results, shape, null, null);
    }
}
