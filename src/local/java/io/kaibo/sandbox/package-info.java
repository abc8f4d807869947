/** The WeChat sandbox: a stateful stand-in for WeChat's servers, a program of its own. Never in the deployed zip. */
@NullMarked
package io.kaibo.sandbox;

import org.jspecify.annotations.NullMarked;
