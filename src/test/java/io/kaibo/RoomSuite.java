package io.kaibo;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of rooms. */
@Suite
@SelectPackages("io.kaibo.room")
@IncludeClassNamePatterns(".*Test")
class RoomSuite {}
