package io.kaibo.push;

/** Handles, for a feature, the events of WeChat's message push. {@link WechatCallback} calls each listener with each event. */
public interface PushListener {

    /**
     * Handles an event; a listener that has no use for it does nothing. WeChat tells an event again if its callback is not answered 200,
     * so that a listener may meet it more than once, and after an event that happened later.
     *
     * @throws RuntimeException if the event is to be told again
     */
    void handle(PushedEvent event);
}
