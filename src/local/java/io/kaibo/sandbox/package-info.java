/** The WeChat sandbox: a stateful simulation of WeChat's servers, a program of its own. Never in the deployed zip. */
@NullMarked
package io.kaibo.sandbox;

import org.jspecify.annotations.NullMarked;
