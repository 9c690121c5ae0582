package org.sharedstruct.tests;

/** What programs that share a region are written in. */
enum Language { JAVA, C, PYTHON }
