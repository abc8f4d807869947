/** The live rooms: synced from WeChat, listed to viewers, run by operators. */
@NullMarked
package io.kaibo.room;

import org.jspecify.annotations.NullMarked;
