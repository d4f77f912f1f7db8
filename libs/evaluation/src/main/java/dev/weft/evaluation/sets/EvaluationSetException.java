package dev.weft.evaluation.sets;

/** A file that should hold an evaluation set doesn't, or holds another than it says. Nothing may be judged by it; restore or freeze it anew. */
public final class EvaluationSetException extends Exception {

    private static final long serialVersionUID = 1L;

    public EvaluationSetException(String message) {
        super(message);
    }

    public EvaluationSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
