/**
 * The vector store on a Milvus server: a row per part and version, so that the newest version wins without conditional writes. The only package
 * that sees the Milvus SDK. Everything in it is safe for use by several threads unless it says otherwise.
 */
@NullMarked
package dev.weft.vectorstore.milvus;

import org.jspecify.annotations.NullMarked;
