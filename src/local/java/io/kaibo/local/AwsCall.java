package io.kaibo.local;

/** An event: a function makes a call that needs this right. The right is checked after the event. */
public record AwsCall(String function, Template.Right need) {}
