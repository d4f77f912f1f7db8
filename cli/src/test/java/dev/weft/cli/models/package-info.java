@NullMarked
package dev.weft.cli.models;

import org.jspecify.annotations.NullMarked;
