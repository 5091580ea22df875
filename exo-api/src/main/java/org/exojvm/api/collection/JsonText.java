package org.exojvm.api.collection;

/**
 * One JSON value that is passed through without being looked into, such as the description of a
 * tool. Equality is that of the text.
 *
 * @param text the value as compact JSON
 */
public record JsonText(String text) {}
