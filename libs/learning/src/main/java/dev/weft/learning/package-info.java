/**
 * How heads learn: contrastive losses, the networks, the training round with its checkpoints and alarms, and what comes out of it: ONNX graphs,
 * a model card, curves. Arrays and files go in and come out; PyTorch (through DJL) is seen by nobody outside.
 */
@NullMarked
package dev.weft.learning;

import org.jspecify.annotations.NullMarked;
