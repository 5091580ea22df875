package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.LONG;

import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionResult;
import org.exojvm.core.election.SessionId;

/** Sessions and elections. */
public final class SessionTables {

  public static final RecordCodec<SessionId> SESSION_ID =
      RecordCodec.<SessionId>record("SessionId")
          .required("master_node_id", Ids.NODE, SessionId::masterNodeId)
          .required("election_clock", LONG, SessionId::electionClock)
          .build(s -> new SessionId(s.at(0), s.at(1)));

  public static final RecordCodec<ElectionMessage> ELECTION_MESSAGE =
      RecordCodec.<ElectionMessage>record("ElectionMessage")
          .required("clock", LONG, ElectionMessage::clock)
          .required("seniority", LONG, ElectionMessage::seniority)
          .required("proposed_session", SESSION_ID, ElectionMessage::proposedSession)
          .required("commands_seen", LONG, ElectionMessage::commandsSeen)
          .build(s -> new ElectionMessage(s.at(0), s.at(1), s.at(2), s.at(3)));

  public static final RecordCodec<ElectionResult> ELECTION_RESULT =
      RecordCodec.<ElectionResult>record("ElectionResult")
          .required("session_id", SESSION_ID, ElectionResult::sessionId)
          .required("won_clock", LONG, ElectionResult::wonClock)
          .required("is_new_master", BOOLEAN, ElectionResult::isNewMaster)
          .build(s -> new ElectionResult(s.at(0), s.at(1), s.at(2)));

  private SessionTables() {}
}
