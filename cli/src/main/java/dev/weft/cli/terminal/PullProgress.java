package dev.weft.cli.terminal;

import dev.weft.cli.imports.ImportProgress;
import dev.weft.modelcatalog.BundlePath;
import dev.weft.modelcatalog.ModelSource;
import dev.weft.modelcatalog.PullListener;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Shows a bar for each file of a bundle that takes its time. For use by one thread. */
public final class PullProgress implements PullListener {

    private static final Duration REDRAW_EVERY = Duration.ofMillis(100);

    private final Terminal terminal;
    private @Nullable ProgressBar bar;
    private long startNanos;
    private long lastNanos;

    public PullProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void asks(BundlePath file, ModelSource source) {
        finish();
        bar = new ProgressBar(terminal, file.value(), ProgressUnit.BYTES);
        startNanos = System.nanoTime();
        lastNanos = startNanos;
    }

    @Override
    public void receives(BundlePath file, long bytes, OptionalLong total) {
        long now = System.nanoTime();
        boolean last = total.isPresent() && total.getAsLong() == bytes;
        if (bar != null && (last || now - lastNanos >= REDRAW_EVERY.toNanos())) {
            lastNanos = now;
            bar.show(new ImportProgress(total, bytes, bytes, 0, Duration.ofNanos(now - startNanos)));
        }
    }

    /** Leaves the last state standing. */
    public void finish() {
        if (bar != null) {
            bar.finish();
            bar = null;
        }
    }
}
