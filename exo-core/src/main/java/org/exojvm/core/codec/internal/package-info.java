/**
 * The machinery of the codec and its tables, one table class per subject.
 *
 * <p>A {@link org.exojvm.core.codec.internal.RecordCodec} is an ordered list of fields, a {@link
 * org.exojvm.core.codec.internal.UnionCodec} a list of tagged variants; both are data, read and
 * written by one generic loop each. Reading pulls tokens from Jackson's streaming parser, writing
 * appends bytes. Threading: tables are immutable and shared; a reader and a writer belong to one
 * call.
 *
 * <pre>{@code
 * RecordCodec.<Host>record("Host")
 *     .required("ip", Scalars.STRING)
 *     .required("port", Scalars.INT)
 *     .build(s -> new Host(s.at(0), s.at(1)), v -> parts(v.ip(), v.port()));
 * }</pre>
 */
@NullMarked
package org.exojvm.core.codec.internal;

import org.jspecify.annotations.NullMarked;
