package dev.weft.learning;

/** Ends a round from wherever an alarm is raised; the round turns it into its outcome. */
final class CollapseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Alarm alarm;

    CollapseException(Alarm alarm, String message) {
        super(message);
        this.alarm = alarm;
    }

    Alarm alarm() {
        return alarm;
    }
}
