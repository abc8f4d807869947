/** Publishes that a room goes on air or starts soon. */
@NullMarked
package io.kaibo.room.announce;

import org.jspecify.annotations.NullMarked;
