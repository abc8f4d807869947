package io.kaibo.local;

/** A function makes a call that needs this right; whether it has it is judged afterwards. Fired as an event. */
public record AwsCall(String function, Template.Right need) {}
