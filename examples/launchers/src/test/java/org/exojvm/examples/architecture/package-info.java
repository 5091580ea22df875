/**
 * Rules about the shape of the code, checked on the classes of all modules.
 *
 * <p>Each rule is a method of {@code ArchitectureRules}; {@code ArchitectureTest} asks that the
 * product keeps it, {@code ArchitectureRulesTest} that it reports the violation planted for it in
 * {@code fixture}.
 */
@NullMarked
package org.exojvm.examples.architecture;

import org.jspecify.annotations.NullMarked;
