/** The edge to WeChat: clients that own its time-outs, retries and error codes. */
@NullMarked
package io.kaibo.wechat;

import org.jspecify.annotations.NullMarked;
