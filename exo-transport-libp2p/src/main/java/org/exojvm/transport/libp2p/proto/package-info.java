/**
 * Protocol buffers by hand: the messages here are few and small, and every field of theirs has a
 * cap of its own, which generated readers have not. {@link
 * org.exojvm.transport.libp2p.proto.ProtoReader} and {@link
 * org.exojvm.transport.libp2p.proto.ProtoWriter} are thin covers of the coded streams of
 * protobuf-java.
 *
 * <p>Threading: a reader and a writer belong to one thread.
 */
@NullMarked
package org.exojvm.transport.libp2p.proto;

import org.jspecify.annotations.NullMarked;
