/** The sandbox: a stateful simulation of WeChat's servers, and a mirror of a drand chain for tests, each a program of its own. Never deployed. */
@NullMarked
package io.kaibo.sandbox;

import org.jspecify.annotations.NullMarked;
