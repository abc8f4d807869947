/** 开播提醒: every viewer who asked is told once that the room goes on air. Here is what the topics below share. */
@NullMarked
package io.kaibo.reminder;

import org.jspecify.annotations.NullMarked;
