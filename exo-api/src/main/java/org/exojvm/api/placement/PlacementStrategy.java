package org.exojvm.api.placement;

/**
 * Decides where an instance goes. Found by {@link java.util.ServiceLoader} or passed in by the
 * host.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Pure and deterministic.</b> The answer depends on the request alone: no clock, no random
 *       numbers, no I/O, no state kept between calls. The same request gives an equal answer.
 *   <li><b>Thread.</b> Called from any thread, also from several at once. It may compute for as
 *       long as the budget of the request allows, counted in expanded nodes and not in time; it
 *       never blocks on anything else.
 *   <li><b>Errors.</b> What cannot be placed is an {@link PlacementResult.Unplaceable}, never an
 *       exception. An exception is a bug of the strategy: the caller reports it as the reason and
 *       goes on.
 *   <li><b>Order.</b> A small change of the request should not move a placement needlessly; ties
 *       are broken by node id.
 *   <li><b>Result.</b> A {@link PlacementResult.Placed} holds on the topology and the free memory
 *       of the request as {@link PlacementValidator} defines it; the caller checks that and refuses
 *       the rest.
 * </ul>
 */
public interface PlacementStrategy {

  /**
   * Returns the name by which intents ask for this strategy, such as {@code largest-cycle}: lower
   * case letters, digits and hyphens, the same on every call, unique among the strategies of one
   * node.
   */
  String name();

  /** Returns a placement for the request, or why there is none. */
  PlacementResult place(PlacementRequest request);
}
