package io.kaibo;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that no other suite has. A suite is what one JVM runs at a time; {@link SuitesTest} holds that none is left out. */
@Suite
@SelectPackages("io.kaibo")
@ExcludePackages({"io.kaibo.room", "io.kaibo.reminder"})
@IncludeClassNamePatterns(".*Test")
class OtherSuite {}
