/**
 * Why an intent is as it is, from State alone: what it waits for, what its runners do, what failed
 * and how often.
 *
 * <p>{@link org.exojvm.core.explain.IntentExplainer} answers with an {@link
 * org.exojvm.core.explain.IntentReport}. It searches no placements and asks nobody, so any node can
 * tell at any time; what would make an intent fit is told by the explanation of placements, which
 * searches.
 *
 * <pre>{@code
 * IntentReport report = IntentExplainer.defaults().explain(node.state(), MetaInstanceId.of("chat"));
 * System.out.println(report.text());
 * }</pre>
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.explain;

import org.jspecify.annotations.NullMarked;
