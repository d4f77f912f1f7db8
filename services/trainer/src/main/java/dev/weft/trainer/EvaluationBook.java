package dev.weft.trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last measurements, the newest first. Safe for use by several threads. */
final class EvaluationBook {

    private static final int KEPT = 20;

    private final Map<String, EvaluationView> views = new LinkedHashMap<>();

    /** Notes how one is; it replaces what was noted of the same one. */
    synchronized void note(EvaluationView view) {
        views.put(view.id(), view);
        if (views.size() > KEPT) {
            views.remove(views.keySet().iterator().next());
        }
    }

    synchronized List<EvaluationView> all() {
        return new ArrayList<>(views.values()).reversed();
    }

    synchronized Optional<EvaluationView> find(String id) {
        return Optional.ofNullable(views.get(id));
    }
}
