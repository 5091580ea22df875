/**
 * How fast chips and links are: the figures from which a placement estimates time per token.
 *
 * <p>{@link org.exojvm.api.hardware.HardwareProfile#defaults()} holds published figures; a host
 * that knows better replaces what it likes:
 *
 * <pre>{@code
 * HardwareProfile measured =
 *     HardwareProfile.defaults()
 *         .withNode(NodeId.of("studio-1"), new ChipSpeed(700e9, 100e12))
 *         .withLink(LinkKind.ETHERNET, new LinkSpeed(10e9 / 8, 100e-6));
 * }</pre>
 *
 * <p>Threading: everything here is immutable.
 */
@NullMarked
package org.exojvm.api.hardware;

import org.jspecify.annotations.NullMarked;
