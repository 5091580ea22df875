/**
 * From a placed instance to what one rank of it has to know: {@link
 * org.exojvm.mlx.group.GroupPlanner} gives a {@link org.exojvm.mlx.group.GroupPlan}, which says
 * that the rank is alone, how it joins, or why it would fail. {@link
 * org.exojvm.mlx.group.RankEnvironment} is how MLX is told.
 *
 * <p>MLX and JACCL check little themselves: a bad matrix waits for ever, a device that is not there
 * crashes. So everything that can be known before is checked before, and every refusal says what to
 * do. {@link org.exojvm.mlx.group.JacclAdvice} does the same for errors that come later.
 *
 * <p>Threading: pure functions and immutable values.
 *
 * <pre>{@code
 * switch (GroupPlanner.plan(bound, Optional.of(linkFacts))) {
 *   case GroupPlan.Alone() -> load();
 *   case GroupPlan.Joins(RankGroup group) -> RankEnvironment.of(group, file);
 *   case GroupPlan.Refused refused -> fail(refused.text());
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.group;

import org.jspecify.annotations.NullMarked;
