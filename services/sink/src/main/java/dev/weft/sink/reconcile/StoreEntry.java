package dev.weft.sink.reconcile;

import java.nio.ByteBuffer;

/** Which version of an item the store holds, or remembers as deleted. */
record StoreEntry(String key, long version, boolean deleted) {

    /** How entries lie in a file. */
    static final Spool.Codec<StoreEntry> CODEC = new Spool.Codec<>() {
        @Override
        public void write(StoreEntry entry, ByteBuffer out) {
            out.put((byte) (entry.deleted ? 1 : 0)).putLong(entry.version);
            Spool.putKey(entry.key, out);
        }

        @Override
        public StoreEntry read(ByteBuffer in) {
            boolean deleted = in.get() == 1;
            long version = in.getLong();
            return new StoreEntry(Spool.getKey(in), version, deleted);
        }
    };
}
