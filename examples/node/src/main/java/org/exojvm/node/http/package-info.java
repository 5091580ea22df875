/**
 * The HTTP shell of a node: routes, limits, gatekeeping and replies, on Jetty and virtual threads.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.http.Routes} says which {@link org.exojvm.node.http.RouteHandler}
 *       answers which path, and what {@link org.exojvm.node.http.Access} it takes.
 *   <li>A handler gets an {@link org.exojvm.node.http.ApiRequest} and returns a {@link
 *       org.exojvm.node.http.Reply}, or throws a {@link org.exojvm.node.http.Problem}, which is
 *       told in the shape of OpenAI's and the reference's errors.
 *   <li>{@link org.exojvm.node.http.Gatekeeper} turns away what must not come in: strangers'
 *       tokens, other origins, other hosts, too many requests.
 *   <li>{@link org.exojvm.node.http.ApiServer} starts and stops it all.
 * </ul>
 *
 * <pre>{@code
 * Routes routes = Routes.builder().get("/node_id", request -> Reply.json(200, "\"n-1\"")).build();
 * try (ApiServer server = new ApiServer(ServerSettings.defaults(), routes)) {
 *   server.start();
 * }
 * }</pre>
 *
 * <p>Threading: handlers run on a virtual thread per request and may block; everything else is safe
 * for any thread unless it says otherwise.
 */
@NullMarked
package org.exojvm.node.http;

import org.jspecify.annotations.NullMarked;
