/**
 * The control plane of a node over HTTP: what the reference offers, in its shapes, and what is new
 * here. {@code openapi.json} beside these classes says what every route takes and answers.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.api.ControlPlaneRoutes} adds all routes to a table.
 *   <li>{@code JsonBody} and {@code Query} read what comes in, strictly: what cannot be meant is
 *       answered with 400 and never replaced by a default.
 *   <li>{@code Commands} sends commands to the master and says what an answer of it is in HTTP.
 *   <li>{@code DryRuns} tells what a master would place, without asking it.
 * </ul>
 *
 * <pre>{@code
 * Routes.Builder routes = Routes.builder();
 * new ControlPlaneRoutes(access).addTo(routes);
 * }</pre>
 *
 * <p>Threading: any thread.
 */
@NullMarked
package org.exojvm.node.api;

import org.jspecify.annotations.NullMarked;
