/** The edge to AWS: conditional writes, queues, secrets, metrics. */
@NullMarked
package io.kaibo.aws;

import org.jspecify.annotations.NullMarked;
