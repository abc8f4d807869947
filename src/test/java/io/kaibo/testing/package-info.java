/** What the tests of every package stand on. */
@NullMarked
package io.kaibo.testing;

import org.jspecify.annotations.NullMarked;
