@NullMarked
package io.kaibo.person;

import org.jspecify.annotations.NullMarked;
