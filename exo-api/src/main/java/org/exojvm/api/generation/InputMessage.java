package org.exojvm.api.generation;

/**
 * One message of a conversation.
 *
 * @param role who speaks
 * @param content the text
 */
public record InputMessage(Role role, String content) {}
