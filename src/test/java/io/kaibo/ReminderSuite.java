package io.kaibo;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of reminders. */
@Suite
@SelectPackages("io.kaibo.reminder")
@IncludeClassNamePatterns(".*Test")
class ReminderSuite {}
