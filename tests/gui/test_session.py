"""The session: what becomes of an act that fails."""

from desktop_app.domain.refusals import Refusal, WrongUsage


def test_a_refusal_is_said_and_anything_else_is_trouble(full, screen_of):
    session = screen_of(full).session
    said, trouble = [], []
    session.lane.trouble.disconnect()
    session.lane.trouble.connect(trouble.append)
    failed = session.refusing(said.append)
    fault = KeyError("x")
    for error in (Refusal.say("这一格太长"), WrongUsage("看不懂"), fault):
        failed(error)
    assert said == ["这一格太长", "看不懂"]
    assert trouble == [fault]
