package org.exojvm.api.instance;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One row of a device matrix: the RDMA device of one rank towards every rank. The diagonal is
 * empty.
 *
 * @param devices device towards rank j at position j
 */
public record JacclRow(ImmutableList<Optional<String>> devices) {}
