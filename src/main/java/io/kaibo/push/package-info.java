/** Takes WeChat's message push and hands its events to the features. */
@NullMarked
package io.kaibo.push;

import org.jspecify.annotations.NullMarked;
