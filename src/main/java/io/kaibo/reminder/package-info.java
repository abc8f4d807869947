/** 开播提醒: every viewer who asked is told once that the room goes on air. Here are the operators' entry point and what the topics share. */
@NullMarked
package io.kaibo.reminder;

import org.jspecify.annotations.NullMarked;
