/** The edge to drand, a public source of randomness: its chain, the check of a round's signature, and the mirrors that serve rounds. */
@NullMarked
package io.kaibo.drand;

import org.jspecify.annotations.NullMarked;
