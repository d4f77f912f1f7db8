package dev.weft.cli.terminal;

import dev.weft.cli.imports.ImportProgress;
import java.util.Locale;

/** What a {@link ProgressBar} counts. */
enum ProgressUnit {
    ITEMS {
        @Override
        String share(long settled, long total) {
            return String.format(Locale.ROOT, "%,d/%,d", settled, total);
        }

        @Override
        String soFar(ImportProgress progress) {
            return String.format(
                    Locale.ROOT, "%,d searchable of %,d uploaded", progress.settled(), progress.uploaded());
        }

        @Override
        String rate(double perSecond) {
            return String.format(Locale.ROOT, "%,.0f items/s", perSecond);
        }
    },
    BYTES {
        @Override
        String share(long settled, long total) {
            return String.format(Locale.ROOT, "%,.1f/%,.1f MB", settled / MEGA, total / MEGA);
        }

        @Override
        String soFar(ImportProgress progress) {
            return String.format(Locale.ROOT, "%,.1f MB", progress.settled() / MEGA);
        }

        @Override
        String rate(double perSecond) {
            return String.format(Locale.ROOT, "%,.1f MB/s", perSecond / MEGA);
        }
    };

    private static final double MEGA = 1e6;

    abstract String share(long settled, long total);

    /** Where the total isn't known. */
    abstract String soFar(ImportProgress progress);

    abstract String rate(double perSecond);
}
