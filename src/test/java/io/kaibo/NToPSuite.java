package io.kaibo;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The test classes whose names begin with N to P; {@link SuitesTest} holds that each class is in one suite. */
@Suite
@SelectPackages("io.kaibo")
@IncludeClassNamePatterns(".*\\.[N-P]\\w*Test")
class NToPSuite {}
