/** Who changed what: one item for each change by an operator. */
@NullMarked
package io.kaibo.audit;

import org.jspecify.annotations.NullMarked;
