/** Brings the table of rooms in step with WeChat's list. */
@NullMarked
package io.kaibo.room.sync;

import org.jspecify.annotations.NullMarked;
