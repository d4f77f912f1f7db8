package dev.weft.vectorstore;

/** The type of an attribute in a collection. */
public enum AttributeType {
    TEXT,
    NUMERIC,
    FLAG
}
