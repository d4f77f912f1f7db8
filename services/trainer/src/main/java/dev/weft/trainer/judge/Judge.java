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

/** Measures releases on the sets and asks the gate. Safe for use by several threads. */
public final class Judge {

    private final Gate gate;
    private final SetEvaluator evaluator;
    private final GeometryProbe geometry;

    public Judge(GateThresholds thresholds) {
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
     * @param incumbent with one seed
     * @param spending as the last judgement on the in-domain set left it
     */
    public Judgement judge(Contender incumbent, Contender candidate, AlphaSpending spending)
            throws InterruptedException {
        ReleaseEvaluation before = measure(incumbent).getFirst();
        List<ReleaseEvaluation> after = measure(candidate);
        return new Judgement(before, after, gate.judge(before, after, spending));
    }

    /**
     * What a release does on its sets. Geometry is measured on the first that is of the catalog.
     *
     * @return by seed, in their order
     * @throws IllegalArgumentException if no set is of the catalog
     */
    public List<ReleaseEvaluation> measure(Contender release) throws InterruptedException {
        List<ReleaseEvaluation> measured = new ArrayList<>();
        for (Map.Entry<Long, Heads> seed : release.seeds().entrySet()) {
            measured.add(measure(release, seed.getKey(), seed.getValue()));
        }
        return measured;
    }

    private ReleaseEvaluation measure(Contender release, long seed, Heads heads) throws InterruptedException {
        Heads once = new OnceForAllSets(heads);
        List<SetResult> results = new ArrayList<>();
        SpaceGeometry shape = null;
        for (JudgedSet judged : release.sets()) {
            SetVectors vectors = judged.vectors(once);
            results.add(evaluator.evaluate(judged.set(), vectors));
            if (shape == null && judged.set().kind() != EvaluationKind.GUARD) {
                shape = geometry.measure(vectors.images(), vectors.texts());
            }
        }
        if (shape == null) {
            throw new IllegalArgumentException("a judgement needs a set of the catalog, got "
                    + release.sets().stream().map(one -> one.set().name()).toList());
        }
        return new ReleaseEvaluation(release.name(), seed, results, shape, null, null);
    }
}
