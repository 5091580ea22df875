/**
 * Names and addresses of the RDMA devices of this machine: {@link org.exojvm.mlx.verbs.VerbsProbe}
 * asks in a process of its own, {@link org.exojvm.mlx.verbs.VerbsProbeMain} is that process. That
 * there is no library, no kernel support or no device is an answer, as is a process that crashed.
 *
 * <p>Threading: a probe may be asked by any thread and makes it wait.
 *
 * <pre>{@code
 * switch (new VerbsProbe(timers).ask()) {
 *   case VerbsResult.Devices found -> use(found.devices());
 *   case VerbsResult.Absent absent -> report(absent.text());
 *   case VerbsResult.Unanswered open -> warn(open.text());
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.verbs;

import org.jspecify.annotations.NullMarked;
