package dev.weft.sink.reconcile;

import java.nio.ByteBuffer;

/**
 * What a record of the log says, without its vectors.
 *
 * @param version 0 when the record is not taken
 * @param rows how many parts it has, 0 unless it is a put
 */
record LogEntry(String key, Kind kind, long version, int rows, int partition, long offset) {

    /** What a record can be to a collection. */
    enum Kind {
        PUT('p'),
        DELETE('d'),
        /** Vectors of another release. */
        ELSEWHERE('e'),
        NOT_TAKEN('n');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("a kind is p, d, e or n, got " + letter);
        }
    }

    /** How entries lie in a file. */
    static final Spool.Codec<LogEntry> CODEC = new Spool.Codec<>() {
        @Override
        public void write(LogEntry entry, ByteBuffer out) {
            out.putChar(entry.kind.letter)
                    .putLong(entry.version)
                    .putInt(entry.rows)
                    .putInt(entry.partition)
                    .putLong(entry.offset);
            Spool.putKey(entry.key, out);
        }

        @Override
        public LogEntry read(ByteBuffer in) {
            Kind kind = Kind.of(in.getChar());
            long version = in.getLong();
            int rows = in.getInt();
            int partition = in.getInt();
            long offset = in.getLong();
            return new LogEntry(Spool.getKey(in), kind, version, rows, partition, offset);
        }
    };
}
