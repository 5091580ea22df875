/**
 * The JSON codec: every wire type, in the two spellings of the reference.
 *
 * <p>{@link org.exojvm.core.codec.ExoJson#wire()} speaks snake case (topics, disk), {@link
 * org.exojvm.core.codec.ExoJson#api()} camel case (HTTP). Both are strict: tagged form only, ids
 * present and not empty, unknown fields rejected, numbers in range, sizes and nesting bounded; what
 * does not fit is a {@link org.exojvm.core.codec.MalformedMessageException} that names the place.
 * Fields beyond the reference's are left out while they hold their default, so that older peers can
 * read everything that does not need them.
 *
 * <p>Threading: codecs and types are immutable and shared; all functions are pure.
 *
 * <pre>{@code
 * byte[] message = ExoJson.wire().encodeToBytes(WireTypes.EVENT, event);
 * Event back = ExoJson.wire().decode(WireTypes.EVENT, message);
 * }</pre>
 */
@NullMarked
package org.exojvm.core.codec;

import org.jspecify.annotations.NullMarked;
