/**
 * {@code POST /v1/chat/completions} in the shape of OpenAI's API, streamed and whole.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.openai.ChatRoutes} is the route.
 *   <li>{@link org.exojvm.node.openai.ChatRequestReader} reads requests: what the type of a task
 *       can carry is carried, what would change the answer and cannot be honoured is refused,
 *       unknown fields are passed over.
 *   <li>{@link org.exojvm.node.openai.Availability} says why a model cannot answer.
 *   <li>{@link org.exojvm.node.openai.Generation} is one request in the cluster: submitted,
 *       followed, and finished or cancelled in the end, whatever becomes of its client.
 *   <li>{@link org.exojvm.node.openai.CompletionJson} writes what goes back.
 * </ul>
 *
 * <p>Threading: a request belongs to the thread that answers it; {@link
 * org.exojvm.node.openai.ChatRoutes} is safe for any thread.
 */
@NullMarked
package org.exojvm.node.openai;

import org.jspecify.annotations.NullMarked;
