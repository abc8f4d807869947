/** The local stack: every part of the cloud that the functions need, on a laptop. Never in the deployed zip. */
@NullMarked
package io.kaibo.local;

import org.jspecify.annotations.NullMarked;
