"""The passphrase: offered, typed back, asked for once, waiting after wrong ones, set aside when forgotten."""

from __future__ import annotations

import errno

import pytest
from tests.unit.conversation.following import TAKE, begin, follow

from safechat_tui.age import keys
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.flows import keep, list_kept
from safechat_tui.conversation.requests import (
    OTHER_WORDS,
    OWN_PASSPHRASE,
    AskPassphrase,
    Attempts,
    ChangePassphrase,
    OfferWords,
)
from safechat_tui.conversation.unlocking import unlocked
from safechat_tui.errors import SafeChatError
from safechat_tui.files import writing
from safechat_tui.plan import Plan
from safechat_tui.store import keyring_of, store_of

pytestmark = pytest.mark.usefixtures("little_work")

WORDS = "forêt écume lampe rivage sentier"
RECOVERY_PRIVATE, RECOVERY = keys.new_identity()


def with_key() -> Conversation:
    """Begin a conversation where there is the key that WORDS opens."""
    talk = begin(keep="sealed")
    keyring_of(talk.config).create(WORDS)
    return talk


def suffixes(talk: Conversation) -> set[str]:
    """Return how the names of the kept plans' files end."""
    return {path.suffix for path in talk.config.plans_folder.iterdir() if not path.name.startswith(".")}


@pytest.mark.parametrize("typed", [TAKE, WORDS], ids=["the words offered", "one's own"])
def test_a_new_passphrase_counts_once_it_was_typed_back(typed: object) -> None:
    talk = begin(keep="sealed")
    answers = [TAKE, "other words", TAKE] if typed is TAKE else [OWN_PASSPHRASE, " - ", WORDS, WORDS.upper()]
    followed = follow(talk, keep, True, *answers)
    assert followed.told[0] == ("passphrase-differs" if typed is TAKE else "passphrase-empty")
    assert (talk.keeping.is_saved, suffixes(talk)) == (True, {".age"})
    assert keyring_of(talk.config).unlock(followed.words if typed is TAKE else WORDS)


def test_whoever_does_not_type_the_words_back_is_offered_the_same_ones() -> None:
    talk = begin(keep="sealed")
    followed = follow(talk, unlocked, TAKE, None, OWN_PASSPHRASE, None, OTHER_WORDS, None)
    first, again, third, others = [
        str(asked.menu().items[0].value) for asked in followed.asked if isinstance(asked, OfferWords)
    ]
    assert first == again == third != others
    assert (followed.result, keyring_of(talk.config).exists) == (False, False)


def test_the_passphrase_is_asked_for_once_and_after_the_key_was_forgotten() -> None:
    talk = with_key()
    assert follow(talk, unlocked, WORDS).result is True
    assert follow(talk, unlocked).asked == []
    talk.keeping.forget_key()
    assert len(follow(talk, unlocked, WORDS).asked) == 1


def test_where_plans_are_kept_plain_none_is_asked_for_until_there_is_a_key() -> None:
    talk = begin(keep="plain")
    assert follow(talk, unlocked).result is True
    keyring_of(talk.config).create(WORDS)
    assert follow(talk, keep, True, WORDS).asked
    assert suffixes(talk) == {".age"}


def test_plans_that_lie_open_are_sealed_when_the_passphrase_is_given_and_that_is_said() -> None:
    follow(begin(keep="plain"), keep, True)
    talk = with_key()
    (plan,) = talk.keeping.list()
    followed = follow(talk, list_kept, TAKE, WORDS)
    assert (suffixes(talk), "sealed now" in followed.told[-1], plan.sealed) == ({".age"}, True, False)


@pytest.mark.parametrize("agrees", [False, True])
def test_a_recovery_key_opens_plans_only_once_somebody_agreed_to_it(agrees: bool) -> None:
    with_key()
    talk = begin(keep="sealed", recovery_key=RECOVERY)
    followed = follow(talk, keep, True, WORDS, agrees)
    assert RECOVERY[-8:] in followed.asked[-1].menu().words[0].text  # type: ignore[attr-defined]
    (sealed,) = talk.config.plans_folder.glob("*-*-*.age")
    try:
        keys.open_with(sealed.read_bytes(), RECOVERY_PRIVATE)
    except keys.NotForKeyError:
        assert not agrees
    else:
        assert agrees


def test_wrong_passphrases_are_counted_until_the_right_one() -> None:
    talk, now = with_key(), 0.0
    talk.keeping.attempts = Attempts(lambda: now)
    followed = follow(talk, unlocked, "one", "two", "three", None, False)
    assert followed.told == ["wrong-passphrase"] * 3
    assert talk.keeping.attempts.wait == 2
    follow(talk, unlocked, WORDS)
    assert talk.keeping.attempts.wait == 0


def test_waits_grow_from_the_third_wrong_one_and_end() -> None:
    now = 0.0
    attempts, waits = Attempts(lambda: now), []
    for _ in range(8):
        attempts.wrong()
        waits.append(attempts.wait)
        now += 100
    assert (waits[:5], max(waits)) == ([0, 0, 2, 4, 8], 30)


def test_where_nothing_is_kept_a_forgotten_passphrase_makes_room_for_a_new_one() -> None:
    talk = with_key()
    followed = follow(talk, keep, True, None, True, TAKE, TAKE)
    home, keyring = talk.config.data_folder, keyring_of(talk.config)
    assert isinstance(followed.asked[1], AskPassphrase)
    assert followed.asked[1].kind == "unlock-or-new"
    assert (talk.keeping.is_saved, keyring.unlock(followed.words).change) == (True, None)
    (home / "key-1.age").rename(home / "key.age")
    assert keyring.unlock(WORDS)


def test_where_a_plan_is_kept_the_old_passphrase_is_the_only_way() -> None:
    follow(with_key(), keep, True, WORDS)
    talk = begin(keep="sealed")
    followed = follow(talk, keep, True, None)
    assert [asked.kind for asked in followed.asked if isinstance(asked, AskPassphrase)] == ["unlock"]
    assert not talk.keeping.is_keeping


def test_a_plan_that_another_session_keeps_meanwhile_keeps_its_key() -> None:
    talk = with_key()
    flow = keep(talk)
    next(flow)
    for answer in (True, None, True):
        offered = flow.send(answer)
    repeat = flow.send(offered.menu().items[0].value)  # type: ignore[attr-defined]
    store_of(talk.config, keyring_of(talk.config).unlock(WORDS)).keep(Plan(), lang="fr", words=WORDS.split())
    with pytest.raises(SafeChatError) as raised:
        repeat.check(offered.menu().items[0].value)  # type: ignore[attr-defined]
    assert raised.value.code == "key-exists"
    assert keyring_of(talk.config).unlock(WORDS)


@pytest.mark.parametrize("fails", [False, True])
def test_a_changed_passphrase_is_said_to_hold_also_on_a_failing_disk(
    monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    follow(with_key(), keep, True, WORDS)

    def failing(_: int) -> None:
        raise OSError(errno.EIO, "failed")

    talk = begin(keep="sealed")
    if fails:
        monkeypatch.setattr(writing, "sync", failing)
    followed = follow(talk, list_kept, ChangePassphrase(), WORDS, TAKE, TAKE)
    assert ("new passphrase opens" if fails else "The passphrase is changed") in followed.told[-1]
    assert keyring_of(talk.config).unlock(followed.words)


def test_without_a_key_file_no_passphrase_is_asked_for_in_vain() -> None:
    follow(with_key(), keep, True, WORDS)
    talk = begin(keep="sealed")
    (talk.config.data_folder / "key.age").unlink()
    assert [follow(talk, list_kept, answer).told for answer in (TAKE, ChangePassphrase())] == [
        ["key-missing"]
    ] * 2
