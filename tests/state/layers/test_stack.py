"""Layers of files and the street's own in one order: what may lie where, and what moves there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from console.state.layers.base import key_of
from console.state.layers.layer import Layer, Origin
from console.state.layers.stack import laid_over, moved, own_of, stack_of
from console.state.map.base import BASE_LAYERS, LAID_OVER, BaseLayer, in_order


def layer(name: str, over: BaseLayer = "labels") -> Layer:
    return Layer(Origin(name, ""), name, 0, over=over)


A, B = layer("a"), layer("b")
STACK = stack_of((A, B), BASE_LAYERS)


def own(name: BaseLayer) -> int:
    """Where one of the street's own lies in the stack."""
    return STACK.index(key_of(name))


def test_layers_of_files_stand_over_what_they_lie_upon() -> None:
    low = layer("low", "roads")
    stack = stack_of((A, low, B), BASE_LAYERS)
    assert stack[:2] == (A.key, B.key)
    assert stack.index(low.key) + 1 == stack.index(key_of("roads"))
    assert laid_over(stack) == {A.key: "labels", B.key: "labels", low.key: "roads"}


def test_a_step_down_goes_past_what_must_stay_together() -> None:
    below_signs = moved(STACK, B.key, 2)
    assert laid_over(below_signs)[B.key] == "committees"
    beneath_places = moved(STACK, B.key, own("buildings"))
    assert laid_over(beneath_places)[B.key] == "water"
    assert moved(beneath_places, B.key, beneath_places.index(B.key) - 1) == moved(
        STACK, B.key, own("buildings") - 1
    )


def test_nothing_goes_beneath_the_lowest_or_out_of_its_group() -> None:
    lowest = moved(STACK, A.key, 99)
    assert laid_over(lowest)[A.key] == "green"
    for fixed in ("labels", "facilities", "buildings", "estates"):
        for to in range(len(STACK)):
            assert own_of(moved(STACK, key_of(fixed), to)) == BASE_LAYERS
    assert own_of(moved(STACK, key_of("roads"), 0))[2:5] == ("roads", "committees", "metro")
    assert own_of(moved(STACK, key_of("roads"), 99)) == BASE_LAYERS
    assert own_of(moved(STACK, key_of("green"), own("water")))[-2:] == ("green", "water")


def test_one_of_the_streets_own_moves_past_a_layer_of_a_file() -> None:
    low = moved(STACK, B.key, own("roads") - 1)
    assert laid_over(low)[B.key] == "roads"
    raised = moved(low, key_of("roads"), low.index(B.key))
    assert own_of(raised) == BASE_LAYERS
    assert laid_over(raised)[B.key] == "buildings"


@given(some.lists(some.tuples(some.integers(0, 12), some.integers(-2, 14)), max_size=12))
def test_whatever_is_moved_nothing_is_lost_and_all_lie_where_they_may(
    moves: list[tuple[int, int]],
) -> None:
    stack = stack_of((A, B, layer("c", "green"), layer("d", "metro")), BASE_LAYERS)
    for which, to in moves:
        stack = moved(stack, stack[which], to)
        assert own_of(stack) == in_order(own_of(stack))
        assert set(laid_over(stack).values()) <= set(LAID_OVER)
        assert len(set(stack)) == 13
        files = tuple(
            layer(key.split("\n")[0], over)
            for key, over in laid_over(stack).items()
            if over is not None
        )
        assert stack_of(files, own_of(stack)) == stack


def test_an_order_that_was_kept_is_followed_as_far_as_it_may_be() -> None:
    assert in_order(()) == BASE_LAYERS
    assert in_order(("roads", "labels", "nonsense", "green"))[2:5] == (
        "roads",
        "committees",
        "metro",
    )
    assert in_order(reversed(BASE_LAYERS))[-2:] == ("green", "water")
