/** The edge to HTTP: payload 2.0 events, routes, problems, callers. */
@NullMarked
package io.kaibo.http;

import org.jspecify.annotations.NullMarked;
