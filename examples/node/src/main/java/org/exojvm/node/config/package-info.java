/**
 * What a node is told by its user: one file, the environment and the command line.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.config.Setting} lists all settings; the name of one is the same
 *       everywhere: {@code data-dir} in the file, {@code EXO_NODE_DATA_DIR} in the environment,
 *       {@code --data-dir} on the command line.
 *   <li>{@link org.exojvm.node.config.ConfigFile}, {@link org.exojvm.node.config.ConfigEnvironment}
 *       and {@link org.exojvm.node.config.ConfigFlags} each read a {@link
 *       org.exojvm.node.config.Layer}.
 *   <li>{@link org.exojvm.node.config.TransportSettings} asks the transport what is wrong with what
 *       it would be told.
 *   <li>{@link org.exojvm.node.config.ConfigReader} lays them over each other and returns a {@link
 *       org.exojvm.node.config.NodeConfig}, or every {@link org.exojvm.node.config.ConfigProblem}.
 * </ul>
 *
 * <p>Threading: values are immutable; reading belongs to one thread.
 */
@NullMarked
package org.exojvm.node.config;

import org.jspecify.annotations.NullMarked;
