package org.exojvm.core.process;

import org.exojvm.core.id.IdSequence;

/**
 * One round of reconciliation. The same tick always hands out the same ids, so that a process
 * manager that is asked twice answers alike.
 *
 * @param number counts the rounds of one mastership, from 0; one round a second
 * @param nonce text unique to this mastership, the stem of every id made in it
 */
public record Tick(long number, String nonce) {

  /** Returns a fresh sequence of ids for one user of this tick, told apart by {@code scope}. */
  public IdSequence ids(String scope) {
    return new IdSequence(nonce + "." + number + "." + scope);
  }
}
