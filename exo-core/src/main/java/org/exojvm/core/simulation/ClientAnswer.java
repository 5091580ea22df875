package org.exojvm.core.simulation;

import org.exojvm.core.master.CommandAnswer;

/**
 * What a client is told of its command.
 *
 * @param answer the answer of the master
 * @param isReplicated whether its events are on the disk of another node too
 */
record ClientAnswer(CommandAnswer answer, boolean isReplicated) {}
