package io.kaibo;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The test classes whose names begin with C to E; {@link SuitesTest} holds that each class is in one suite. */
@Suite
@SelectPackages("io.kaibo")
@IncludeClassNamePatterns(".*\\.[C-E]\\w*Test")
class CToESuite {}
