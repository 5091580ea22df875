package org.exojvm.api.generation;

/**
 * One tool call the model asks for.
 *
 * @param id id of the call
 * @param name name
 * @param arguments arguments as JSON text
 */
public record ToolCallItem(String id, String name, String arguments) {}
