package org.exojvm.examples.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.Task;
import org.exojvm.core.worker.PlannedStep;
import org.exojvm.core.worker.PlannedTasks;
import org.exojvm.core.worker.WorkerPlan;

/**
 * The worker's next task. A task of its own has a fresh id, which is not compared; a task of the
 * master is handed on as it is.
 */
final class PlanCheck implements VectorCheck {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public String fileName() {
    return "plan";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    JsonNode expected = vector.path("output");
    try {
      Optional<PlannedStep> step =
          WorkerPlan.next(PlanVectors.inputOf((ObjectNode) vector.path("input")));
      return step.isEmpty()
          ? outcome(expected.isNull(), expected, "nothing to do")
          : compare(expected, step.get());
    } catch (MalformedMessageException | JsonProcessingException e) {
      return Outcome.failed("rejected: " + e.getMessage());
    }
  }

  private static Outcome compare(JsonNode expected, PlannedStep step)
      throws JsonProcessingException {
    Task task = PlannedTasks.taskFor(step, new IdSequence("conformance"));
    ObjectNode tagged = (ObjectNode) MAPPER.readTree(ExoJson.wire().encode(WireTypes.TASK, task));
    String name = tagged.fieldNames().next();
    ObjectNode fields = (ObjectNode) tagged.path(name);
    boolean forwarded = step instanceof PlannedStep.Generate;
    boolean same =
        name.equals(expected.path("task").asText())
            && forwarded == expected.path("forwarded").asBoolean()
            && sameRole(expected, fields.path("bound_instance"))
            && fieldsToCompare(fields, forwarded).equals(expected.path("fields"));
    return outcome(same, expected, step + " as " + fields);
  }

  /** A runner to be started: the vectors name its role and leave the rest of the instance out. */
  private static boolean sameRole(JsonNode expected, JsonNode bound) {
    return expected.path("bound_runner_id").equals(bound.path("bound_runner_id"))
        && expected.path("bound_node_id").equals(bound.path("bound_node_id"));
  }

  private static ObjectNode fieldsToCompare(ObjectNode fields, boolean forwarded) {
    if (!forwarded) {
      fields.remove("task_id");
      fields.remove("bound_instance");
    }
    return fields;
  }

  private static Outcome outcome(boolean right, JsonNode expected, String actual) {
    return right ? Outcome.passed() : Outcome.failed("expected " + expected + " but got " + actual);
  }
}
