/** What features share that send subscription messages: the rules of a template's fields, and the send to one person at most once. */
@NullMarked
package io.kaibo.message;

import org.jspecify.annotations.NullMarked;
