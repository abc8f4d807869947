/** The live rooms: what other features read of them, and what the topics below share. */
@NullMarked
package io.kaibo.room;

import org.jspecify.annotations.NullMarked;
