package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionResult;
import org.exojvm.core.election.ElectionStage;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;

/** Sessions and elections. */
public final class SessionTables {

  public static final RecordCodec<SessionId> SESSION_ID =
      RecordCodec.<SessionId>record("SessionId")
          .required("master_node_id", Ids.NODE)
          .required("election_clock", LONG)
          .build(
              s -> new SessionId(s.at(0), s.at(1)),
              v -> parts(v.masterNodeId(), v.electionClock()));

  public static final RecordCodec<SessionStart> SESSION_START =
      RecordCodec.<SessionStart>record("SessionStart")
          .required("session", SESSION_ID)
          .required("first_idx", LONG)
          .build(s -> new SessionStart(s.at(0), s.at(1)), v -> parts(v.session(), v.firstIdx()));

  public static final RecordCodec<SessionAnnouncement> SESSION_ANNOUNCEMENT =
      RecordCodec.<SessionAnnouncement>record("SessionAnnouncement")
          .required("history", ListCodec.of(SESSION_START))
          .build(s -> new SessionAnnouncement(s.at(0)), v -> parts(v.history()));

  private static final EnumCodec<ElectionStage> STAGE =
      EnumCodec.of(ElectionStage.class, stage -> stage.name().toLowerCase(Locale.ROOT));

  public static final RecordCodec<ElectionMessage> ELECTION_MESSAGE =
      RecordCodec.<ElectionMessage>record("ElectionMessage")
          .required("clock", LONG)
          .required("seniority", LONG)
          .required("proposed_session", SESSION_ID)
          .required("commands_seen", LONG)
          .extension("stage", STAGE, ElectionStage.CAMPAIGNING)
          .extension("history", ListCodec.of(SESSION_START), ImmutableList.of())
          .extension("next_idx", LONG, 0L)
          .extension("members", LONG, 0L)
          .build(
              s ->
                  new ElectionMessage(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)),
              v ->
                  parts(
                      v.clock(),
                      v.seniority(),
                      v.proposedSession(),
                      v.commandsSeen(),
                      v.stage(),
                      v.history(),
                      v.nextIdx(),
                      v.members()));

  public static final RecordCodec<ElectionResult> ELECTION_RESULT =
      RecordCodec.<ElectionResult>record("ElectionResult")
          .required("session_id", SESSION_ID)
          .required("won_clock", LONG)
          .required("is_new_master", BOOLEAN)
          .build(
              s -> new ElectionResult(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.sessionId(), v.wonClock(), v.isNewMaster()));

  private SessionTables() {}
}
