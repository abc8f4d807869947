package io.kaibo.testing;

/**
 * A feature's part of the story after which openids are searched for everywhere. A bean that implements this is found by what it is. The
 * parts are played in no promised order: each sets up what it needs, and names viewers of its own.
 */
public interface StoryPart {

    void play(Story story);
}
