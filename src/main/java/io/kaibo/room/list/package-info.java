/** Shows rooms to viewers and operators. */
@NullMarked
package io.kaibo.room.list;

import org.jspecify.annotations.NullMarked;
