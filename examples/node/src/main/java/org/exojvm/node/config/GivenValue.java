package org.exojvm.node.config;

/**
 * A value as it was given.
 *
 * @param text the value
 * @param source where
 */
record GivenValue(String text, ConfigSource source) {}
