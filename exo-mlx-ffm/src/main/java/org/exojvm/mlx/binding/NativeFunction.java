package org.exojvm.mlx.binding;

import java.lang.invoke.MethodHandle;

/**
 * A function of the bound library. As a constant of the class that calls it, it is one to the
 * compiler too, which then calls the native code without a detour: fields of records never change.
 *
 * @param name the symbol, which errors tell
 * @param handle calls it
 */
public record NativeFunction(String name, MethodHandle handle) {}
