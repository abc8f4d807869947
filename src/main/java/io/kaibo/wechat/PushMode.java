package io.kaibo.wechat;

/**
 * The form in which WeChat's message push is taken, as it is set in the mini-program's console (消息加解密方式). A push in the other form
 * alone is refused: taking both would let any caller choose the weaker one. In a push of both forms (兼容模式) the form of the mode
 * counts.
 */
public enum PushMode {
    /** 安全模式, and of 兼容模式 the encrypted fields: encrypted, with a signature over what is encrypted. */
    SAFE,
    /** 明文模式, and of 兼容模式 the plain fields: a caller that has seen the query of one push can send another body with it for five minutes. */
    PLAIN
}
