package io.kaibo.room.sync;

/**
 * What became of a page of WeChat's list, or of one room of it.
 *
 * @param isStale true if it was read too long ago to be written
 */
record StoredPage(boolean isStale, SyncTally tally) {}
