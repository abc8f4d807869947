/** 开播提醒: everyone who asked hears once, when the room goes on air. */
@NullMarked
package io.kaibo.reminder;

import org.jspecify.annotations.NullMarked;
