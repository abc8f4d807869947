/** WeChat Pay's API v3, as far as cash coupons (代金券) need it: signed calls, checked answers and notifications. */
@NullMarked
package io.kaibo.wechat.pay;

import org.jspecify.annotations.NullMarked;
