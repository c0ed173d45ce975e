"""Fields of an object that are unpickled when they are first used."""

import pickle
from typing import TYPE_CHECKING, Any, ClassVar


class PickledApart:
    """The base class of an object with fields that many commands, or processes, do without.

    In its pickle, each of these fields is a pickle of its own. A process that uses none of them
    passes the object on without unpickling them.
    """

    pickled_apart: ClassVar[frozenset[str]]
    """The names of the fields."""

    def __getstate__(self) -> dict[str, Any]:
        state = dict(self.__dict__)
        apart = {name: pickle.dumps(state.pop(name)) for name in self.pickled_apart & state.keys()}
        return {**state, "_apart": {**state.get("_apart", {}), **apart}}

    if not TYPE_CHECKING:  # the class that has the fields declares them

        def __getattr__(self, name: str) -> Any:
            """Unpickle a field at its first use."""
            if name not in self.__dict__.get("_apart", {}):
                raise AttributeError(f"{type(self).__name__} has no {name}", name=name, obj=self)
            value = self.__dict__[name] = pickle.loads(self._apart[name])
            return value
