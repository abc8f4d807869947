/** A viewer's login. */
@NullMarked
package io.kaibo.session;

import org.jspecify.annotations.NullMarked;
