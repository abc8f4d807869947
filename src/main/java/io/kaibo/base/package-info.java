/** What the edges and the features share: it knows nothing of them, of features or of AWS. */
@NullMarked
package io.kaibo.base;

import org.jspecify.annotations.NullMarked;
