package dev.weft.vectorstore;

import dev.weft.core.MediaKey;

/** Which version of an item a collection holds, or remembers as deleted. */
public record StoredVersion(MediaKey key, long version, boolean deleted) {}
