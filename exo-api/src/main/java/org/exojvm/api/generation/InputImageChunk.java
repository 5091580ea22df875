package org.exojvm.api.generation;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;

/**
 * A piece of an input image, base64.
 *
 * @param model the model
 * @param commandId the command
 * @param data payload
 * @param chunkIndex position, from 0
 * @param totalChunks number of chunks
 */
public record InputImageChunk(
    ModelId model, CommandId commandId, String data, int chunkIndex, int totalChunks) {}
