package io.kaibo.wechat;

/**
 * In which form WeChat's message push is taken, as it is set in the mini-program's console (消息加解密方式). A push in the other
 * form is refused: to take both would be to take the weaker one from anybody.
 */
public enum PushMode {
    /** 安全模式, and the encrypted half of 兼容模式: encrypted, with a signature over what is encrypted. */
    SAFE,
    /** 明文模式: whoever has seen the query of one push can send another body with it for five minutes. */
    PLAIN
}
