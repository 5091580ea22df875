package org.exojvm.node.config;

/** How much a node logs. */
public enum LogLevel {
  /** What is broken. */
  ERROR,
  /** And what may break. */
  WARN,
  /** And the life of intents and nodes. */
  INFO,
  /** And all that helps to find a fault in this program. */
  DEBUG
}
