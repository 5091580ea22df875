package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableMap;

/**
 * The content of a safetensors file.
 *
 * @param arrays by name, sorted; their bytes are read when they are computed, so the file must stay
 * @param metadata texts by name, sorted
 */
public record MlxTensors(
    ImmutableMap<String, MlxArray> arrays, ImmutableMap<String, String> metadata) {}
